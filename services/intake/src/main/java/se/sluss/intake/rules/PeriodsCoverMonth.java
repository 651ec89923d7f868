package se.sluss.intake.rules;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/** Where a report names calculation periods, every day of its month lies in one of them. */
final class PeriodsCoverMonth implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    List<Period> periods = Period.of(document);
    boolean allReadable = periods.size() == document.root().children("berakningsperiod").size();
    if (periods.isEmpty() || !allReadable) {
      return Stream.empty();
    }
    return document.month().stream()
        .filter(month -> !covered(month, periods))
        .map(_ -> Finding.of(periods.getFirst().place().xpath(), Code.PERIODS_DO_NOT_COVER_MONTH));
  }

  private static boolean covered(YearMonth month, List<Period> periods) {
    return month
        .atDay(1)
        .datesUntil(month.plusMonths(1).atDay(1))
        .allMatch(day -> periods.stream().anyMatch(period -> period.covers(day)));
  }
}
