package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.stream.Stream;

/** A notification comes before the day from which it applies. */
final class AppliesAhead implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    return document.root().child("assistent").stream()
        .flatMap(assistant -> assistant.child("andringGallerFrom").stream())
        .filter(place -> Reading.date(place).filter(day -> day.isBefore(today)).isPresent())
        .map(place -> Finding.of(place.xpath(), Code.APPLIES_FROM_THE_PAST));
  }
}
