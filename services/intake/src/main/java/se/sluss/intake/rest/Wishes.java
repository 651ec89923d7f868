package se.sluss.intake.rest;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.intake.submission.Wanted;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.problem.Problem;
import se.sluss.model.id.BatchId;
import se.sluss.model.id.Service;

/** What a list is filtered by, as the query says it. */
public record Wishes(
    @QueryParam("state") @Nullable String state,
    @QueryParam("service") @Nullable String service,
    @QueryParam("month") @Nullable String month,
    @QueryParam("personKey") @Nullable String personKey,
    @QueryParam("assistantKey") @Nullable String assistantKey,
    @QueryParam("reference") @Nullable String reference,
    @QueryParam("batch") @Nullable String batch) {
  private static final String[] NAMES = {
    "state", "service", "month", "personKey", "assistantKey", "reference", "batch"
  };
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final String NO_KEY = "must be a key of 32 hexadecimal digits, not a number";

  /** The names of all filters, for {@link Cursors}. */
  static String[] names() {
    return NAMES.clone();
  }

  /** Tells every fault at once, after those that were found already. */
  Wanted read(List<Problem.Fault> found) {
    var faults = new RequestFaults();
    faults.addAll(found);
    Wanted wanted =
        new Wanted(
            word(faults, "state", state, SubmissionState.values(), "is no state of a submission"),
            word(faults, "service", service, Service.values(), "is no service"),
            faults.optional("month", month, Wishes::month, "must be a month such as 2026-11"),
            faults.optional("personKey", personKey, Wishes::key, NO_KEY),
            faults.optional("assistantKey", assistantKey, Wishes::key, NO_KEY),
            Optional.ofNullable(reference),
            faults.optional("batch", batch, BatchId::parse, "must be a batch's identifier"));
    faults.refuseAny();
    return wanted;
  }

  static Optional<YearMonth> month(String text) {
    try {
      return MONTH.matcher(text).matches() ? Optional.of(YearMonth.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> key(String text) {
    return Optional.of(text).filter(key -> KEY.matcher(key).matches());
  }

  private static <E extends Enum<E>> Optional<E> word(
      RequestFaults faults, String member, @Nullable String text, E[] words, String form) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<E> word = Arrays.stream(words).filter(w -> w.name().equals(text)).findFirst();
    if (word.isEmpty()) {
      faults.add(member, "not-in-list", form);
    }
    return word;
  }
}
