package se.sluss.intake.rules;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An assistant is 18: on the day from which a notification applies, and on the first day that a
 * report has hours for, or on the month's last day when it has none.
 */
final class AdultAssistant implements Rule {
  private static final int ADULT = 18;

  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    return document.assistant().stream()
        .filter(
            born ->
                firstDay(document)
                    .filter(day -> day.isBefore(born.on().plusYears(ADULT)))
                    .isPresent())
        .map(born -> Finding.of(born.place().xpath(), Code.ASSISTANT_UNDER_18));
  }

  private static Optional<LocalDate> firstDay(Reading document) {
    return switch (document.kind()) {
      case NOTIFICATION ->
          document
              .root()
              .child("assistent")
              .flatMap(assistant -> assistant.child("andringGallerFrom"))
              .flatMap(Reading::date);
      case TIME_REPORT -> document.month().flatMap(month -> firstDay(document, month));
    };
  }

  private static Optional<LocalDate> firstDay(Reading document, YearMonth month) {
    return document.rows().stream()
        .flatMap(row -> row.day().stream())
        .filter(month::isValidDay)
        .min(Comparator.naturalOrder())
        .map(month::atDay)
        .or(() -> Optional.of(month.atEndOfMonth()));
  }
}
