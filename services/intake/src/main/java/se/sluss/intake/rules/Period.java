package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.List;

/** A calculation period of which both days can be read. */
record Period(Place place, LocalDate from, LocalDate to) {
  static List<Period> of(Reading document) {
    return document.root().children("berakningsperiod").stream()
        .flatMap(
            place ->
                place.child("fromDag").flatMap(Reading::date).stream()
                    .flatMap(
                        from ->
                            place.child("tomDag").flatMap(Reading::date).stream()
                                .map(to -> new Period(place, from, to))))
        .toList();
  }

  boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
