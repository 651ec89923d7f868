package se.sluss.receipts.event;

import se.sluss.model.event.SubmissionRef;

/** Where events are listed. Works inside the caller's transaction. */
public interface EventLog {
  /**
   * The next number of the submission's events. Locks the submission's counter until the
   * transaction ends.
   */
  long nextSequence(SubmissionRef submission);

  /** Lists the event, with the current trace beside it. */
  void add(PublicEvent event);
}
