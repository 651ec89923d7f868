package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.stream.Stream;

/** Whoever has assistance has been born. Of assistants another rule asks more. */
final class AlreadyBorn implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    return document.assistedPerson().stream()
        .filter(born -> born.on().isAfter(today))
        .map(born -> Finding.of(born.place().xpath(), Code.NOT_BORN_YET));
  }
}
