package se.sluss.intake.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/** Reads the members of one request and gathers every fault of it before any is told. */
final class RequestFaults {
  private static final int LONGEST_NAME = 200;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final List<Problem.Fault> faults = new ArrayList<>();

  /**
   * The body of a request, which may also be the word null.
   *
   * @throws Problem {@code validation-failed} when it is
   */
  static <T> T body(@Nullable T request) {
    if (request == null) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Send a JSON object as the body.");
    }
    return request;
  }

  /** A text of 1 to 200 characters. */
  String name(String member, @Nullable String value) {
    String text = value == null ? "" : value.strip();
    if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST_NAME) {
      add(member, "wrong-length", "must be a text of 1 to 200 characters");
    } else if (!References.isPlain(text)) {
      add(
          member,
          "invalid-value",
          "must have no control characters, and none that could not be read");
    }
    return text;
  }

  /** A value that a parser takes; empty, with a fault, when it does not or nothing is there. */
  <T> Optional<T> required(
      String member,
      @Nullable String value,
      Function<? super String, Optional<T>> parse,
      String form) {
    Optional<T> parsed = value == null ? Optional.empty() : parse.apply(value);
    if (parsed.isEmpty()) {
      add(member, value == null ? "missing" : "invalid-value", form);
    }
    return parsed;
  }

  /** As {@link #required}, without a fault when nothing is there. */
  <T> Optional<T> optional(
      String member,
      @Nullable String value,
      Function<? super String, Optional<T>> parse,
      String form) {
    return value == null ? Optional.empty() : required(member, value, parse, form);
  }

  /** A time with an offset, after now; empty when nothing is there, or with a fault. */
  Optional<Instant> future(String member, @Nullable String value, Instant now) {
    return optional(
        member,
        value,
        text -> time(text).filter(at -> at.isAfter(now) && at.isBefore(LATEST)),
        "must be a time to come, such as 2027-01-31T12:00:00Z");
  }

  /** A time with an offset, in whole milliseconds; empty when it is none. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  void addAll(List<Problem.Fault> others) {
    faults.addAll(others);
  }

  /** Unless something is wrong with that member already. */
  void add(String member, String code, String detail) {
    String pointer = "#/" + member;
    if (faults.stream().noneMatch(known -> known.pointer().equals(pointer))) {
      faults.add(new Problem.Fault(pointer, code, detail));
    }
  }

  /**
   * Ends the request when anything was wrong.
   *
   * @throws Problem {@code validation-failed} with every fault
   */
  void refuseAny() {
    if (!faults.isEmpty()) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members that are listed.")
          .withErrors(faults);
    }
  }
}
