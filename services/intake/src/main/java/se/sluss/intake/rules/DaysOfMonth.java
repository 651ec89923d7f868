package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.stream.Stream;

/** A row's day is one that the reported month has. */
final class DaysOfMonth implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    return document.month().stream()
        .flatMap(
            month ->
                document.rows().stream()
                    .filter(row -> row.day().filter(day -> !month.isValidDay(day)).isPresent())
                    .map(row -> Finding.of(row.place().xpath() + "/dag", Code.DAY_OUTSIDE_MONTH)));
  }
}
