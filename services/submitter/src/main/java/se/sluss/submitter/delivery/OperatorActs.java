package se.sluss.submitter.delivery;

import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;

/** The record of what operators did. Written in the transaction of the act, never changed. */
public interface OperatorActs {
  /**
   * Who acts and why.
   *
   * @param who as known to the API
   * @param reason in their own words, which say nothing of persons
   */
  record Why(String who, String reason) {}

  /** On a ceiling, which is no lane's alone. */
  void onCeiling(String ceiling, String what, Why why, String details);

  void onLane(ConnectionId connection, String what, Why why, String details);

  void onSubmission(SubmissionId submission, String what, Why why, String details);
}
