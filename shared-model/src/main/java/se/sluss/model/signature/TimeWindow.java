package se.sluss.model.signature;

import java.time.Duration;
import java.time.Instant;

/**
 * When the signature may have been made, both ends included.
 *
 * @param skew how far BankID's clock may differ from ours; widens both ends
 */
public record TimeWindow(Instant notBefore, Instant notAfter, Duration skew) {
  public TimeWindow {
    if (notAfter.isBefore(notBefore) || skew.isNegative()) {
      throw new IllegalArgumentException("not a window of time");
    }
  }

  boolean isBefore(Instant instant) {
    return instant.isAfter(notAfter.plus(skew));
  }

  boolean isAfter(Instant instant) {
    return instant.isBefore(notBefore.minus(skew));
  }
}
