package se.sluss.receipts.webhook.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import se.sluss.model.id.VendorId;
import se.sluss.receipts.webhook.WebhookConfig;

/**
 * Looks for due deliveries and attempts each on a virtual thread. What bounds one endpoint is in
 * the claim, so that a dead one holds its few places and nobody else's; what bounds one vendor is
 * in {@link Places}. Any number of processes may work on one queue.
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
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
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
    threads.execute(this::work);
  }

  /** Stops claiming, and gives attempts that are being made the time of one exchange. */
  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    working = false;
    wake();
    threads.shutdown();
    if (!threads.awaitTermination(config.exchangeTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
    }
  }

  /** Something may be due: look at once. */
  public void wake() {
    calls.release();
  }

  /** When due deliveries were last looked for; the epoch when never. */
  public Instant lastRound() {
    return lastRound;
  }

  private void work() {
    while (working) {
      if (!round()) {
        await();
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
    try {
      int free = Math.min(places.free(), MOST_AT_ONCE);
      List<ClaimedDelivery> claimed = free == 0 ? List.of() : queue.claim(free, places.satisfied());
      lastRound = clock.instant();
      claimed.forEach(this::attempt);
      return free > 0 && claimed.size() == free;
    } catch (Throwable e) {
      if (working) {
        LOG.error("Due deliveries could not be claimed; they are looked for again", e);
      }
      return false;
    }
  }

  private void attempt(ClaimedDelivery delivery) {
    VendorId vendor = delivery.recipient().owner().vendorId();
    places.take(vendor);
    threads.execute(
        () -> {
          try {
            attempts.make(delivery);
          } catch (RuntimeException e) {
            LOG.errorf(
                e,
                "An attempt was not noted and is made again deliveryId=%s attempt=%d",
                delivery.id(),
                delivery.number());
          } finally {
            places.giveBack(vendor);
            wake();
          }
        });
  }

  private void await() {
    try {
      if (calls.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
        calls.drainPermits();
      }
    } catch (InterruptedException e) {
      working = false;
      Thread.currentThread().interrupt();
    }
  }
}
