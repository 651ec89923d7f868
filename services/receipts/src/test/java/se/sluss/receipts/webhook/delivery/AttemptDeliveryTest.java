package se.sluss.receipts.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.receipts.Owner;
import se.sluss.receipts.ops.DeliveryMetrics;
import se.sluss.receipts.webhook.address.AddressRules;
import se.sluss.receipts.webhook.address.Asker;
import se.sluss.receipts.webhook.address.LookupTimedOutException;
import se.sluss.receipts.webhook.address.LookupsBusyException;
import se.sluss.receipts.webhook.address.NameLookup;
import se.sluss.receipts.webhook.address.TargetCheck;
import se.sluss.receipts.webhook.endpoint.EndpointKeys;
import se.sluss.receipts.webhook.signing.SigningKeys;
import se.sluss.receipts.webhook.signing.WebhookHeaders;

class AttemptDeliveryTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:15:30.125Z");
  private static final String STORED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @TempDir Path folder;

  private final InMemorySpanExporter told = InMemorySpanExporter.create();
  private final List<ClaimedDelivery> givenBack = new ArrayList<>();
  private final Map<String, String> sent = new HashMap<>();
  private final Owner owner = new Owner(VendorId.next(), Optional.empty(), Mode.TEST);
  private final WebhookEndpointId endpoint = WebhookEndpointId.next();
  private EndpointKeys keys;
  private SigningKeys present;
  private SigningKeys old;

  @BeforeEach
  void prepare() throws IOException {
    Path keyset = Files.writeString(folder.resolve("keyset.json"), LocalMasterKey.newKeysetJson());
    keys = new EndpointKeys(new Sealer(LocalMasterKey.read(keyset), InstantSource.fixed(NOW)));
    present = keys.next(true);
    old = keys.next(false);
  }

  @Test
  void signsNowWithAllValidKeysAndCarriesATraceOfItsOwn() {
    ClaimedDelivery delivery = delivery(1);

    EndedAttempt ended = attempts("1.1.1.1").make(delivery).orElseThrow();

    assertThat(sent)
        .containsAllEntriesOf(
            WebhookHeaders.of(
                delivery.message().event().value(),
                NOW,
                delivery.message().body().bytes(),
                List.of(present, old)));
    assertThat(sent.get("traceparent"))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
        .doesNotContain("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(ended.delivery()).isEqualTo(delivery);
    assertThat(ended.next()).isEqualTo(new NextStep.End(DeliveryStatus.DELIVERED));
    assertThat(ended.plain()).isTrue();
  }

  @Test
  void refusedAddressIsAFailedAttemptAndNothingIsSent() {
    EndedAttempt ended = attempts("169.254.169.254").make(delivery(1)).orElseThrow();

    assertThat(sent).isEmpty();
    assertThat(ended.report().reason()).contains(FailureReason.ADDRESS_REFUSED);
    assertThat(ended.next()).isEqualTo(new NextStep.Retry(Duration.ofSeconds(5)));
    assertThat(ended.plain()).isFalse();
  }

  /** The name is the vendor's own words, and may itself be what lets others in. */
  @Test
  void attemptThatEndsBeforeItsRequestTellsWhichEndpointAndNotWhere() {
    attempts(
            (host, asker) -> {
              throw new UnknownHostException();
            })
        .make(delivery(1));

    assertThat(told.getFinishedSpanItems()).hasSize(1);
    SpanData span = told.getFinishedSpanItems().getFirst();
    assertThat(span.getName()).isEqualTo("deliver webhook");
    assertThat(span.getAttributes().get(AttributeKey.longKey("server.port"))).isEqualTo(443);
    assertThat(
            Stream.of(
                    "http.request.method",
                    "server.address",
                    "url.full",
                    "error.type",
                    "sluss.endpoint.id")
                .map(key -> span.getAttributes().get(AttributeKey.stringKey(key))))
        .containsExactly(
            "POST", "REDACTED", "https://REDACTED/REDACTED", "NAME_UNKNOWN", endpoint.value());
    assertThat(span.toString()).doesNotContain("hooks.example.se");
  }

  @Test
  void afterTheLastAttemptItIsExhausted() {
    EndedAttempt ended = attempts("169.254.169.254").make(delivery(2)).orElseThrow();

    assertThat(ended.next()).isEqualTo(new NextStep.End(DeliveryStatus.EXHAUSTED));
  }

  @Test
  void lookupWithoutAFreePlaceIsNoAttempt() {
    ClaimedDelivery delivery = delivery(2);

    Optional<EndedAttempt> ended =
        attempts(
                (host, asker) -> {
                  assertThat(asker).isEqualTo(Asker.forDelivery(owner.vendorId()));
                  throw new LookupsBusyException();
                })
            .make(delivery);

    assertThat(givenBack).containsExactly(delivery);
    assertThat(ended).isEmpty();
  }

  @Test
  void endpointWhoseNameServerHangsIsSlowedDownLikeOneThatHangsItself() {
    EndedAttempt ended =
        attempts(
                (host, asker) -> {
                  throw new LookupTimedOutException();
                })
            .make(delivery(1))
            .orElseThrow();

    assertThat(ended.report().outcome())
        .isEqualTo(new AttemptOutcome.Overloaded(FailureReason.NAME_UNKNOWN));
    assertThat(ended.next()).isEqualTo(new NextStep.Retry(Duration.ofSeconds(60)));
  }

  @Test
  void keysThatDoNotOpenAreAFailedAttemptAndExhaustedInTheEnd() {
    WebhookEndpointId other = WebhookEndpointId.next();
    List<SealedBytes> strange = List.of(keys.seal(owner, other, present));

    EndedAttempt first = attempts("1.1.1.1").make(delivery(1, strange)).orElseThrow();
    EndedAttempt last = attempts("1.1.1.1").make(delivery(2, strange)).orElseThrow();

    assertThat(sent).isEmpty();
    assertThat(first.report().reason()).contains(FailureReason.INTERNAL);
    assertThat(first.next()).isEqualTo(new NextStep.Retry(Duration.ofSeconds(5)));
    assertThat(last.report().reason()).contains(FailureReason.INTERNAL);
    assertThat(last.next()).isEqualTo(new NextStep.End(DeliveryStatus.EXHAUSTED));
  }

  private AttemptDelivery attempts(String address) {
    return attempts((host, asker) -> List.of(InetAddress.ofLiteral(address)));
  }

  private AttemptDelivery attempts(NameLookup names) {
    WebhookSender sender =
        (lane, target, attempt, headers, body) -> {
          sent.putAll(headers);
          return new AttemptReport(
              AttemptOutcome.ofStatus(200),
              Optional.of(200),
              Optional.empty(),
              AnswerExcerpt.NOTHING,
              Duration.ofMillis(3));
        };
    RandomGenerator middle =
        new RandomGenerator() {
          @Override
          public double nextDouble() {
            return 0.5;
          }

          @Override
          public long nextLong() {
            return 0;
          }
        };
    return new AttemptDelivery(
        new TargetCheck(names, new AddressRules(List.of(), List.of()), Set.of(443)),
        keys,
        sender,
        new RetryPolicy(
            new RetrySchedule(List.of(Duration.ZERO, Duration.ofSeconds(5))),
            Duration.ofSeconds(60),
            middle),
        new Untouched(),
        new Traces(
            SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(told))
                .build()
                .get("test")),
        new DeliveryMetrics(new SimpleMeterRegistry()),
        InstantSource.fixed(NOW));
  }

  private ClaimedDelivery delivery(int number) {
    return delivery(
        number, List.of(keys.seal(owner, endpoint, present), keys.seal(owner, endpoint, old)));
  }

  private ClaimedDelivery delivery(int number, List<SealedBytes> sealed) {
    return new ClaimedDelivery(
        DeliveryId.next(),
        DeliveryKind.EVENT,
        AttemptId.next(),
        number,
        new ClaimedDelivery.Recipient(endpoint, 7, owner, "https://hooks.example.se/in", sealed),
        new ClaimedDelivery.Message(
            EventId.next(), Optional.empty(), Payload.of("{}".getBytes(UTF_8))),
        STORED);
  }

  private final class Untouched implements DeliveryQueue {
    @Override
    public List<ClaimedDelivery> turn(
        List<EndedAttempt> ended, int most, Collection<VendorId> satisfied) {
      throw new AssertionError("an attempt takes nothing");
    }

    @Override
    public void complete(EndedAttempt ended) {
      throw new AssertionError("an attempt does not note itself");
    }

    @Override
    public void giveBack(ClaimedDelivery delivery, Duration delay) {
      givenBack.add(delivery);
    }

    @Override
    public boolean endOrphans() {
      return false;
    }

    @Override
    public Backlog backlog() {
      return new Backlog(0, 0, Duration.ZERO);
    }
  }
}
