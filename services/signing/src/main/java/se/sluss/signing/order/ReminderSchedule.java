package se.sluss.signing.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** After how long of waiting owners are reminded, in rising order. */
record ReminderSchedule(List<Duration> after) {

  /**
   * The schedule that is configured.
   *
   * @throws IllegalStateException when it cannot be kept
   */
  static ReminderSchedule of(SigningConfig config) {
    List<Duration> after = config.remindAfter().orElse(List.of());
    Duration before = Duration.ZERO;
    for (Duration one : after) {
      if (one.compareTo(before) <= 0 || one.compareTo(config.signWithin()) >= 0) {
        throw new IllegalStateException(
            "sluss.signing.order.remind-after must rise and end before"
                + " sluss.signing.order.sign-within");
      }
      before = one;
    }
    return new ReminderSchedule(List.copyOf(after));
  }

  /** How many reminders were due by now. */
  int due(Instant acceptedAt, Instant now) {
    return (int) after.stream().filter(one -> !acceptedAt.plus(one).isAfter(now)).count();
  }

  /** When the next one is due; empty when there is none left. */
  Optional<Instant> next(Instant acceptedAt, Instant now) {
    return after.stream().map(acceptedAt::plus).filter(at -> at.isAfter(now)).findFirst();
  }
}
