package se.sluss.intake.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import se.sluss.model.contract.DocumentKind;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.identity.Samordningsnummer;

/**
 * What can be read of a document, which may break its schema: what is not there or not readable is
 * empty, and told by others. Used by one thread.
 */
final class Reading {
  private static final Pattern DATE = Pattern.compile("\\s*(\\d{4}-\\d{2}-\\d{2})(Z|[+-].*)?\\s*");
  private static final Pattern DAY = Pattern.compile("\\s*\\+?0*(\\d{1,2})\\s*");
  private static final Pattern TIME = Pattern.compile("(\\d{2})\\.(\\d{2})");
  private static final int MINUTES = 60;

  /** As minutes of its day: where a day ends. */
  static final int END_OF_DAY = 24 * MINUTES;

  private final DocumentKind kind;
  private final Place root;
  private @Nullable List<Row> rows;

  Reading(Document document, DocumentKind kind) {
    this.kind = kind;
    this.root = Place.root(document.getDocumentElement(), kind.rootElement());
  }

  /**
   * One row of a report.
   *
   * @param day as it stands there, whether or not the month has it
   * @param from minutes of the day
   * @param to minutes of the day
   */
  record Row(Place place, Optional<Integer> day, Optional<Integer> from, Optional<Integer> to) {
    boolean isWhole() {
      return day.isPresent() && from.isPresent() && to.isPresent();
    }

    /** Of a row that is whole. */
    int begin() {
      return from.orElseThrow();
    }

    /** Of a row that is whole. */
    int end() {
      return to.orElseThrow();
    }
  }

  /** Somebody's number, and when it says that they were born. */
  record Born(Place place, LocalDate on) {}

  DocumentKind kind() {
    return kind;
  }

  Place root() {
    return root;
  }

  Optional<YearMonth> month() {
    return root.child("redovisningsmanad")
        .flatMap(
            place -> {
              try {
                return Optional.of(YearMonth.parse(place.text()));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }

  List<Row> rows() {
    if (rows == null) {
      rows = readRows();
    }
    return rows;
  }

  private List<Row> readRows() {
    return root.child("tidrapport").stream()
        .flatMap(report -> report.children("rapportRad").stream())
        .map(
            row ->
                new Row(
                    row,
                    row.child("dag").flatMap(Reading::day),
                    row.child("fromTid").flatMap(Reading::minutes),
                    row.child("tomTid").flatMap(Reading::minutes)))
        .toList();
  }

  Optional<Born> assistedPerson() {
    return root.child("personSomHarAssistans")
        .flatMap(person -> person.child("personnummer"))
        .flatMap(
            place -> Personnummer.parse(place.text()).map(n -> new Born(place, n.dateOfBirth())));
  }

  Optional<Born> assistant() {
    return root.child("assistent")
        .flatMap(
            assistant ->
                Stream.concat(
                        assistant.child("personnummer").stream()
                            .flatMap(
                                place ->
                                    Personnummer.parse(place.text()).stream()
                                        .map(n -> new Born(place, n.dateOfBirth()))),
                        assistant.child("samordningsnummer").stream()
                            .flatMap(
                                place ->
                                    Samordningsnummer.parse(place.text()).stream()
                                        .map(n -> new Born(place, n.dateOfBirth()))))
                    .findFirst());
  }

  static Optional<LocalDate> date(Place place) {
    Matcher date = DATE.matcher(place.text());
    try {
      return date.matches() ? Optional.of(LocalDate.parse(date.group(1))) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Minutes since the day began; empty for what no clock shows. */
  static Optional<Integer> minutes(Place place) {
    Matcher time = TIME.matcher(place.text());
    if (!time.matches()) {
      return Optional.empty();
    }
    int minute = Integer.parseInt(time.group(2));
    int minutes = Integer.parseInt(time.group(1)) * MINUTES + minute;
    return minute < MINUTES && minutes <= END_OF_DAY ? Optional.of(minutes) : Optional.empty();
  }

  private static Optional<Integer> day(Place place) {
    Matcher day = DAY.matcher(place.text());
    return day.matches() ? Optional.of(Integer.valueOf(day.group(1))) : Optional.empty();
  }
}
