package se.sluss.kit.inbox;

import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Faults;

/** Repeats work for as long as the database or broker is away; any other fault passes through. */
@ApplicationScoped
class Patience {
  private static final Logger LOG = Logger.getLogger(Patience.class);

  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final TypedGuard<Boolean> guard =
      TypedGuard.create(Boolean.class)
          .withRetry()
          .maxRetries(-1)
          .maxDuration(0, ChronoUnit.MILLIS)
          .delay(100, ChronoUnit.MILLIS)
          .jitter(50, ChronoUnit.MILLIS)
          .whenException(fault -> !ended.get() && Faults.isPassing(fault))
          .beforeRetry(this::tellOnce)
          .withExponentialBackoff()
          .maxDelay(5, ChronoUnit.SECONDS)
          .done()
          .done()
          .build();

  void during(Runnable work) {
    guard.get(
        () -> {
          work.run();
          return true;
        });
    if (waiting.compareAndSet(true, false)) {
      LOG.info("Events are taken again");
    }
  }

  /** From now on nothing is repeated. */
  void end() {
    ended.set(true);
  }

  boolean ended() {
    return ended.get();
  }

  private void tellOnce(Throwable fault) {
    if (waiting.compareAndSet(false, true)) {
      LOG.warn("Events wait for the database or the broker", fault);
    }
  }
}
