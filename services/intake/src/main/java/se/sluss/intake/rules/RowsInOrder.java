package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.stream.Stream;

/** A row ends after it begins, on the same day. */
final class RowsInOrder implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    return document.rows().stream()
        .filter(row -> row.from().isPresent() && row.to().isPresent())
        .filter(row -> row.begin() != Reading.END_OF_DAY)
        .filter(row -> row.end() <= row.begin())
        .map(row -> Finding.of(row.place().xpath(), Code.ROW_ENDS_BEFORE_IT_BEGINS));
  }
}
