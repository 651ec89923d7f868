package se.sluss.signing.order;

import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import se.sluss.kit.tenancy.Faults;

/**
 * Stores what came of a step, also while the database is away for a moment: BankID gives its final
 * answer once, and nobody else has it. The storing alone is repeated, never a call.
 */
@ApplicationScoped
class StoreOutcome {
  private final InstantSource clock;
  private final TypedGuard<Boolean> guard =
      TypedGuard.create(Boolean.class)
          .withRetry()
          .maxRetries(-1)
          .maxDuration(0, ChronoUnit.MILLIS)
          .delay(50, ChronoUnit.MILLIS)
          .jitter(25, ChronoUnit.MILLIS)
          .retryOn(AgainException.class)
          .withExponentialBackoff()
          .maxDelay(1, ChronoUnit.SECONDS)
          .done()
          .done()
          .build();

  /** The database is away, and there is time left. */
  private static final class AgainException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private AgainException(Throwable cause) {
      super(cause);
    }
  }

  StoreOutcome(InstantSource clock) {
    this.clock = clock;
  }

  /** The end of a time that begins now, by the clock that {@link #until} looks at. */
  Instant endIn(Duration time) {
    return clock.instant().plus(time);
  }

  /**
   * Tries at least once, and begins no try after the end but the one that waits its turn, at most a
   * second. A fault that stays, or is there still at the end, is thrown as it is.
   *
   * @return what the storing returned
   */
  boolean until(Instant end, BooleanSupplier storing) {
    return guard.get(
        () -> {
          try {
            return storing.getAsBoolean();
          } catch (RuntimeException e) {
            if (Faults.isPassing(e) && clock.instant().isBefore(end)) {
              throw new AgainException(e);
            }
            throw e;
          }
        });
  }
}
