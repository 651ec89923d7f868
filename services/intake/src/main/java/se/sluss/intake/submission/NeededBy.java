package se.sluss.intake.submission;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By when the authority must have a document, as it was asked for. */
public sealed interface NeededBy {
  /** Where a date's day ends. */
  ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  /** A year of more than four digits is a slip, and more than the database holds. */
  Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** Nobody said so. */
  record NoDate() implements NeededBy {}

  /**
   * By then.
   *
   * @param at the first moment that is too late, UTC, in whole milliseconds
   */
  record Before(Instant at) implements NeededBy {}

  /** Neither a date nor a time. */
  record Unreadable() implements NeededBy {}

  /** Why a document cannot be taken in with it. */
  enum Fault {
    UNREADABLE,
    PASSED
  }

  /**
   * Reads a date such as {@code 2026-12-05}, which lasts until that day ends in Sweden, or a time
   * with an offset such as {@code 2026-12-05T12:00:00+01:00}. A space is read as the plus sign that
   * it was before somebody decoded the query.
   *
   * @param text null when nothing was said
   */
  static NeededBy read(@Nullable String text) {
    if (text == null) {
      return new NoDate();
    }
    try {
      Instant at = text.contains("T") ? time(text.replace(' ', '+')) : endOfDay(text);
      return at.isBefore(LATEST) ? new Before(at.truncatedTo(ChronoUnit.MILLIS)) : new Unreadable();
    } catch (DateTimeException e) {
      return new Unreadable();
    }
  }

  /** The day that it is in Sweden at a moment. */
  static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, SWEDEN);
  }

  /** What is wrong with it at a moment, if anything is. */
  default Optional<Fault> faultAt(Instant now) {
    return switch (this) {
      case NoDate _ -> Optional.empty();
      case Before(Instant at) -> at.isAfter(now) ? Optional.empty() : Optional.of(Fault.PASSED);
      case Unreadable _ -> Optional.of(Fault.UNREADABLE);
    };
  }

  /** The moment itself; empty when there is none. */
  default Optional<Instant> moment() {
    return this instanceof Before(Instant at) ? Optional.of(at) : Optional.empty();
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Instant endOfDay(String text) {
    return LocalDate.parse(text).plusDays(1).atStartOfDay(SWEDEN).toInstant();
  }
}
