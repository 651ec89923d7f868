package se.sluss.receipts.webhook.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.receipts.webhook.WebhookConfig;

/**
 * Looks for due deliveries and attempts each on a virtual thread. What was delivered is noted with
 * the next look; all else by its own thread, since it may wait for its endpoint. What bounds one
 * endpoint is in the claim, so that a dead one holds its few places and nobody else's; what bounds
 * one vendor is in {@link Places}. Any number of processes may work on one queue.
 */
@ApplicationScoped
public class DeliveryWorker {
  private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
  private static final int MOST_AT_ONCE = 64;

  private final DeliveryQueue queue;
  private final AttemptDelivery attempts;
  private final WebhookConfig config;
  private final InstantSource clock;
  private final Places places;
  private final Semaphore calls = new Semaphore(0);
  private final BlockingQueue<EndedAttempt> delivered = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable Thread looking;
  private volatile boolean working = true;
  private volatile Instant lastRound = Instant.EPOCH;

  public DeliveryWorker(
      DeliveryQueue queue, AttemptDelivery attempts, WebhookConfig config, InstantSource clock) {
    this.queue = queue;
    this.attempts = attempts;
    this.config = config;
    this.clock = clock;
    this.places = new Places(config.maxInFlight());
  }

  void start(@Observes StartupEvent started) {
    looking = Thread.ofVirtual().name("webhook-deliveries").start(this::work);
  }

  /**
   * Stops claiming, and gives attempts that are being made the time of one exchange, noting each as
   * it ends.
   */
  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    working = false;
    wake();
    // What its last look took is attempted too, so nobody else's threads end before it.
    Thread last = looking;
    if (last != null && !last.join(config.exchangeTimeout())) {
      last.interrupt();
    }
    threads.shutdownNow();
  }

  /** Something may be due: look at once. */
  public void wake() {
    calls.release();
  }

  /** When due deliveries were last looked for; the epoch when never. */
  public Instant lastRound() {
    return lastRound;
  }

  /** Whether it takes anything more. */
  boolean working() {
    return working;
  }

  private void work() {
    while (working || !places.allFree()) {
      if (!round() && !await()) {
        return;
      }
    }
  }

  /**
   * One look; nothing is a reason to stop looking, not even an error of the JVM.
   *
   * @return whether there may be more; until an attempt ends there is none where less was claimed
   *     than could be
   */
  private boolean round() {
    List<EndedAttempt> ended = new ArrayList<>();
    delivered.drainTo(ended, MOST_AT_ONCE);
    ended.forEach(one -> places.giveBack(one.delivery().recipient().owner().vendorId()));
    try {
      int free = working ? Math.min(places.free(), MOST_AT_ONCE) : 0;
      List<ClaimedDelivery> claimed =
          free == 0 && ended.isEmpty() ? List.of() : queue.turn(ended, free, places.satisfied());
      lastRound = clock.instant();
      claimed.forEach(this::attempt);
      return free > 0 && claimed.size() == free || ended.size() == MOST_AT_ONCE;
    } catch (Throwable e) {
      if (working) {
        LOG.error("Due deliveries could not be claimed; they are looked for again", e);
      }
      return false;
    }
  }

  private void attempt(ClaimedDelivery delivery) {
    places.take(delivery.recipient().owner().vendorId());
    threads.execute(
        () -> {
          boolean holdsItsPlace = false;
          try {
            holdsItsPlace = endsWithTheNextLook(delivery);
          } finally {
            if (!holdsItsPlace) {
              places.giveBack(delivery.recipient().owner().vendorId());
            }
            wake();
          }
        });
  }

  /** Makes the attempt. One that the next look is to note holds its place until then. */
  private boolean endsWithTheNextLook(ClaimedDelivery delivery) {
    try {
      Optional<EndedAttempt> ended = attempts.make(delivery);
      if (ended.filter(EndedAttempt::plain).isPresent()) {
        return delivered.add(ended.get());
      }
      ended.ifPresent(queue::complete);
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "An attempt was not noted and is made again deliveryId=%s attempt=%d",
          delivery.id(),
          delivery.number());
    }
    return false;
  }

  /**
   * Until something may be due, or has ended.
   *
   * @return false when nothing shall go on
   */
  private boolean await() {
    try {
      if (calls.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
        calls.drainPermits();
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
