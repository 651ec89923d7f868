package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row begins at a time of day and ends at one; 24.00 is where a day ends, not where it begins.
 */
final class TimesOfDay implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    return document.rows().stream()
        .flatMap(
            row ->
                Stream.concat(
                        row.place().child("fromTid").stream()
                            .filter(
                                _ ->
                                    row.from().isEmpty()
                                        || row.from().equals(Optional.of(Reading.END_OF_DAY))),
                        row.place().child("tomTid").stream().filter(_ -> row.to().isEmpty()))
                    .map(time -> Finding.of(time.xpath(), Code.NOT_A_TIME)));
  }
}
