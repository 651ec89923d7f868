package se.sluss.receipts.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.LocalMasterKey;
import se.sluss.model.sealed.Sealer;
import se.sluss.receipts.Owner;
import se.sluss.receipts.ops.DeliveryMetrics;
import se.sluss.receipts.support.WebhookConfigs;
import se.sluss.receipts.webhook.address.AddressRules;
import se.sluss.receipts.webhook.address.TargetCheck;
import se.sluss.receipts.webhook.endpoint.EndpointKeys;
import se.sluss.testsupport.Eventually;

class DeliveryWorkerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:15:30Z");

  @TempDir Path folder;

  private final CountDownLatch sending = new CountDownLatch(1);
  private final CompletableFuture<Integer> answer = new CompletableFuture<>();
  private EndpointKeys keys;

  @BeforeEach
  void prepare() throws IOException {
    Path keyset = Files.writeString(folder.resolve("keyset.json"), LocalMasterKey.newKeysetJson());
    keys = new EndpointKeys(new Sealer(LocalMasterKey.read(keyset), InstantSource.fixed(NOW)));
  }

  @Test
  void errorIsNoReasonToStopLooking() throws Exception {
    Queue queue = new Queue(2, List.of());
    DeliveryWorker worker = worker(queue);
    worker.start(new StartupEvent());
    try {
      Eventually.holds(() -> assertThat(worker.lastRound()).isEqualTo(NOW));
      Eventually.holds(() -> assertThat(queue.turns).isGreaterThan(2));
    } finally {
      worker.stop(new ShutdownEvent());
    }
  }

  @Test
  void whatWasDeliveredIsNotedWithTheNextTurn() throws Exception {
    Queue queue = new Queue(0, List.of(delivery()));
    DeliveryWorker worker = worker(queue);
    answer.complete(204);
    worker.start(new StartupEvent());
    try {
      Eventually.holds(() -> assertThat(queue.noted).isEqualTo(queue.given));
    } finally {
      worker.stop(new ShutdownEvent());
    }
    assertThat(queue.alone).isEmpty();
  }

  @Test
  void whatFailedIsNotedApart() throws Exception {
    Queue queue = new Queue(0, List.of(delivery()));
    DeliveryWorker worker = worker(queue);
    answer.complete(500);
    worker.start(new StartupEvent());
    try {
      Eventually.holds(() -> assertThat(queue.alone).isEqualTo(queue.given));
    } finally {
      worker.stop(new ShutdownEvent());
    }
    assertThat(queue.noted).isEmpty();
  }

  @Test
  void whatEndsWhileItStopsIsNotedAndNothingMoreIsTaken() throws Exception {
    Queue queue = new Queue(0, List.of(delivery()));
    DeliveryWorker worker = worker(queue);
    worker.start(new StartupEvent());
    sending.await();
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(() -> stop(worker), Thread::startVirtualThread);
    Eventually.holds(() -> assertThat(worker.working()).isFalse());
    queue.stopping = true;

    answer.complete(204);
    stopped.join();

    assertThat(queue.noted).isEqualTo(queue.given);
    assertThat(queue.askedWhileStopping).containsOnly(0);
  }

  @Test
  void whatTheLastLookTakesIsAttemptedAndNotedBeforeItStops() throws Exception {
    Queue queue = new Queue(0, List.of(delivery()));
    queue.mayAnswer = new CountDownLatch(1);
    DeliveryWorker worker = worker(queue);
    answer.complete(204);
    worker.start(new StartupEvent());
    queue.asked.await();
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(() -> stop(worker), Thread::startVirtualThread);
    Eventually.holds(() -> assertThat(worker.working()).isFalse());

    queue.mayAnswer.countDown();
    stopped.join();

    assertThat(queue.noted).isEqualTo(queue.given);
  }

  private static void stop(DeliveryWorker worker) {
    try {
      worker.stop(new ShutdownEvent());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private DeliveryWorker worker(DeliveryQueue queue) {
    WebhookSender sender =
        (_, _, _, _, _) -> {
          sending.countDown();
          int status = answer.join();
          return new AttemptReport(
              AttemptOutcome.ofStatus(status),
              Optional.of(status),
              Optional.empty(),
              AnswerExcerpt.NOTHING,
              Duration.ofMillis(3));
        };
    AttemptDelivery attempts =
        new AttemptDelivery(
            new TargetCheck(
                (_, _) -> List.of(InetAddress.ofLiteral("1.1.1.1")),
                new AddressRules(List.of(), List.of()),
                Set.of(443)),
            keys,
            sender,
            new RetryPolicy(new RetrySchedule(List.of(Duration.ZERO)), Duration.ZERO, () -> 0L),
            queue,
            new Traces(SdkTracerProvider.builder().build().get("test")),
            new DeliveryMetrics(new SimpleMeterRegistry()),
            InstantSource.fixed(NOW));
    return new DeliveryWorker(
        queue,
        attempts,
        WebhookConfigs.with(Map.of("poll-interval", "PT0.01S")),
        InstantSource.fixed(NOW));
  }

  private ClaimedDelivery delivery() {
    Owner owner = new Owner(VendorId.next(), Optional.empty(), Mode.TEST);
    WebhookEndpointId endpoint = WebhookEndpointId.next();
    return new ClaimedDelivery(
        DeliveryId.next(),
        DeliveryKind.EVENT,
        AttemptId.next(),
        1,
        new ClaimedDelivery.Recipient(
            endpoint,
            7,
            owner,
            "https://hooks.example.se/in",
            List.of(keys.seal(owner, endpoint, keys.next(false)))),
        new ClaimedDelivery.Message(
            EventId.next(), Optional.empty(), Payload.of("{}".getBytes(UTF_8))),
        "");
  }

  /** Breaks so many times, then gives what it has once, and has nothing after that. */
  private static final class Queue implements DeliveryQueue {
    private final int broken;
    private final List<ClaimedDelivery> given;
    private final List<ClaimedDelivery> noted = new ArrayList<>();
    private final List<ClaimedDelivery> alone = new ArrayList<>();
    private final List<Integer> askedWhileStopping = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private CountDownLatch mayAnswer = new CountDownLatch(0);
    private volatile int turns;
    private volatile boolean stopping;
    private boolean gave;

    Queue(int broken, List<ClaimedDelivery> given) {
      this.broken = broken;
      this.given = given;
    }

    @Override
    public List<ClaimedDelivery> turn(
        List<EndedAttempt> ended, int most, Collection<VendorId> satisfied) {
      asked.countDown();
      try {
        mayAnswer.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return answer(ended, most);
    }

    private synchronized List<ClaimedDelivery> answer(List<EndedAttempt> ended, int most) {
      turns++;
      if (turns <= broken) {
        throw new NoClassDefFoundError("as when a file is gone");
      }
      ended.forEach(one -> noted.add(one.delivery()));
      if (stopping) {
        askedWhileStopping.add(most);
      }
      if (gave) {
        return List.of();
      }
      gave = true;
      return given;
    }

    @Override
    public synchronized void complete(EndedAttempt ended) {
      alone.add(ended.delivery());
    }

    @Override
    public void giveBack(ClaimedDelivery delivery, Duration delay) {
      throw new AssertionError("no look-up waits");
    }

    @Override
    public boolean endOrphans() {
      throw new AssertionError("not the worker's");
    }

    @Override
    public Backlog backlog() {
      throw new AssertionError("the worker does not watch itself");
    }
  }
}
