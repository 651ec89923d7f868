package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.stream.Stream;

/** A calculation period does not end before it begins. */
final class PeriodsInOrder implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    return Period.of(document).stream()
        .filter(period -> period.to().isBefore(period.from()))
        .map(period -> Finding.of(period.place().xpath(), Code.PERIOD_ENDS_BEFORE_IT_BEGINS));
  }
}
