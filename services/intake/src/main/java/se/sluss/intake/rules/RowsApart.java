package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.sluss.intake.rules.Reading.Row;

/** Nobody does two things at once: rows of one day do not overlap, whatever kind of time it is. */
final class RowsApart implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    return document.rows().stream()
        .filter(row -> row.isWhole() && row.end() > row.begin())
        .collect(
            Collectors.groupingBy(
                row -> row.day().orElseThrow(), TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(RowsApart::overlaps);
  }

  private static Stream<Finding> overlaps(List<Row> rows) {
    List<Row> sorted = rows.stream().sorted(Comparator.comparingInt(Row::begin)).toList();
    Stream.Builder<Finding> findings = Stream.builder();
    int end = 0;
    for (Row row : sorted) {
      if (row.begin() < end) {
        findings.add(Finding.of(row.place().xpath(), Code.ROWS_OVERLAP));
      }
      end = Math.max(end, row.end());
    }
    return findings.build();
  }
}
