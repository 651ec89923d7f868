package se.sluss.submitter.delivery;

import java.util.List;
import java.util.Optional;
import se.sluss.model.id.SubmissionId;

/** Documents' ways as they are stored, for reading. Works in the caller's transaction. */
public interface DeliveryReports {

  /** Of a document that the caller may see. */
  Optional<DeliveryReport> find(SubmissionId submission);

  /**
   * Its place and expected time; empty for what is not queued. Counts other tenants' documents, so
   * only the system's transaction gets it right.
   */
  Optional<Deliveries.Place> place(SubmissionId submission);

  /** What operators did with it, oldest first. */
  List<DeliveryReport.Act> acts(SubmissionId submission);
}
