package se.sluss.submitter.authority;

import java.util.function.LongPredicate;
import se.sluss.submitter.delivery.AuthorityGateway.Departure;

/** Moments that need no waiting for. */
final class Departures {
  static final Departure NOW = when(_ -> true);
  static final Departure TOO_LATE = when(_ -> false);

  private Departures() {}

  static Departure when(LongPredicate mayLeave) {
    return new Departure() {
      @Override
      public void await() {}

      @Override
      public boolean mayLeaveAt(long nanoTime) {
        return mayLeave.test(nanoTime);
      }
    };
  }
}
