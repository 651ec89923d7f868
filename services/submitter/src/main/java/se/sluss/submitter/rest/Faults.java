package se.sluss.submitter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.event.SubmissionResolved;

/**
 * Reads a request's members one by one and gathers what is wrong with them, to tell all at once.
 */
final class Faults {
  private final List<Problem.Fault> found = new ArrayList<>();

  /**
   * What the text says; null with a fault when it is missing or the reader throws {@link
   * IllegalArgumentException} or {@link DateTimeException}.
   */
  <T> @Nullable T read(
      String member, @Nullable String text, Function<String, T> reader, String otherwise) {
    if (text == null || text.isEmpty()) {
      add(member, "missing", "is missing");
      return null;
    }
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | DateTimeException _) {
      add(member, "invalid", otherwise);
      return null;
    }
  }

  /** As {@link #read}, but an explicit null is an answer too, and is given as null. */
  <T> @Nullable T readOrNull(
      String member, @Nullable JsonNode value, Function<String, T> reader, String otherwise) {
    if (value != null && value.isNull()) {
      return null;
    }
    if (value != null && !value.isTextual()) {
      add(member, "invalid", otherwise);
      return null;
    }
    return read(member, value == null ? null : value.textValue(), reader, otherwise);
  }

  /** A whole number within bounds; the least one with a fault when it is none. */
  int number(String member, @Nullable JsonNode value, int least, int most) {
    if (value == null || value.isNull()) {
      add(member, "missing", "is missing");
      return least;
    }
    return value.isIntegralNumber() && value.canConvertToInt()
        ? within(member, value.intValue(), least, most)
        : within(member, (long) least - 1, least, most);
  }

  /** The same from a query. */
  int number(String member, @Nullable String text, int least, int most) {
    Long number = read(member, text, Long::valueOf, "must be " + least + " to " + most);
    return number == null ? least : within(member, number, least, most);
  }

  private int within(String member, long number, int least, int most) {
    if (number < least || number > most) {
      add(member, "out-of-range", "must be " + least + " to " + most);
      return least;
    }
    return (int) number;
  }

  /** An operator's words; empty when there need not be any and there are none. */
  String reason(@Nullable String text, boolean required) {
    String words = text == null ? "" : text.strip();
    if (required && words.isEmpty()) {
      add("reason", "missing", "is missing");
    } else if (words.length() > SubmissionResolved.LONGEST_REASON) {
      add("reason", "too-long", "has at most " + SubmissionResolved.LONGEST_REASON + " characters");
    }
    return words;
  }

  void add(String member, String code, String detail) {
    found.add(new Problem.Fault("#/" + member, code, detail));
  }

  /**
   * Ends the request when anything was wrong.
   *
   * @throws Problem {@code validation-failed} with all faults
   */
  void refuseIfAny() {
    if (!found.isEmpty()) {
      throw Problem.of(
              ProblemType.VALIDATION_FAILED, "Correct the members named and send it again.")
          .withErrors(found);
    }
  }
}
