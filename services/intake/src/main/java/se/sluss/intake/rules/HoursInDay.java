package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import se.sluss.intake.rules.Reading.Row;

/**
 * A day has 24 hours by the clock, also where clocks change: the authority takes the hour away or
 * adds it, and the sender must not.
 */
final class HoursInDay implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    Map<Integer, Integer> minutes = new HashMap<>();
    return document.rows().stream()
        .filter(row -> row.isWhole() && row.end() > row.begin())
        .filter(row -> goesBeyond(row, minutes))
        .map(row -> Finding.of(row.place().xpath(), Code.TOO_MANY_HOURS_IN_DAY));
  }

  /** True for the one row by which its day comes to have too many. */
  private static boolean goesBeyond(Row row, Map<Integer, Integer> minutes) {
    int length = row.end() - row.begin();
    int sum = minutes.merge(row.day().orElseThrow(), length, Integer::sum);
    return sum > Reading.END_OF_DAY && sum - length <= Reading.END_OF_DAY;
  }
}
