package se.sluss.signing.order;

import java.time.Duration;
import se.sluss.signing.bankid.BankIdConfig;

/**
 * How long the parts of one step may take, counted from its beginning.
 *
 * @param lease how long one worker may take over it before another may look
 * @param callWithin how far into the lease a call may leave: what it is answered has to be here
 *     before the end
 * @param storeWithin how long an outcome is tried to be stored
 */
record StepTimes(Duration lease, Duration callWithin, Duration storeWithin) {
  /** Most calls in one step: to cancel, and to look once more. */
  private static final int CALLS = 2;

  /** Also what is left of the lease when an outcome is tried to be stored for the last time. */
  static final Duration REST = Duration.ofSeconds(5);

  static StepTimes of(BankIdConfig config) {
    Duration calls = config.connectTimeout().plus(config.readTimeout()).multipliedBy(CALLS);
    return new StepTimes(calls.plus(REST), calls.minus(config.readTimeout()), calls);
  }
}
