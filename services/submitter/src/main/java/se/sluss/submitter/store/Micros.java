package se.sluss.submitter.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times and durations in the database's resolution. */
final class Micros {
  private Micros() {}

  /** Whole microseconds, rounded up: a pace never becomes quicker by rounding. */
  static long of(Duration duration) {
    return Math.ceilDiv(duration.toNanos(), 1_000L);
  }

  static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  /** The moment in UTC, rounded up to whole microseconds. */
  static OffsetDateTime notBefore(Instant at) {
    Instant down = at.truncatedTo(ChronoUnit.MICROS);
    return (down.equals(at) ? at : down.plus(1, ChronoUnit.MICROS)).atOffset(ZoneOffset.UTC);
  }
}
