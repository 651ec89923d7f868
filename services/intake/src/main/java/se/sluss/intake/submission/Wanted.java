package se.sluss.intake.submission;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.BatchId;
import se.sluss.model.id.Service;

/** Which submissions a list is to have; what is empty says nothing. */
public record Wanted(
    Optional<SubmissionState> state,
    Optional<Service> service,
    Optional<YearMonth> month,
    Optional<String> personKey,
    Optional<String> assistantKey,
    Optional<String> reference,
    Optional<BatchId> batch) {

  /** The same text for the same wish: what a cursor is bound to. */
  public String text() {
    return List.of(state, service, month, personKey, assistantKey, reference, batch).toString();
  }
}
