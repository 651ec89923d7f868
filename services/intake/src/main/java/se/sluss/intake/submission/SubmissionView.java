package se.sluss.intake.submission;

import java.util.List;
import se.sluss.intake.rules.Finding;
import se.sluss.model.id.SigningOrderId;

/**
 * A submission as its owner sees it.
 *
 * @param history what happened, in the order in which it became known here
 * @param signingOrders by which it was signed
 * @param version changes whenever anything of it does
 */
public record SubmissionView(
    Submission submission,
    List<HistoryEntry> history,
    List<SigningOrderId> signingOrders,
    String version) {

  /**
   * As it stands.
   *
   * @param changes how often it was changed
   */
  public static SubmissionView of(
      Submission submission,
      int changes,
      List<HistoryEntry> history,
      List<SigningOrderId> signingOrders) {
    return new SubmissionView(
        submission,
        history,
        signingOrders,
        changes
            + "-"
            + history.size()
            + "-"
            + signingOrders.size()
            + submission.progress().queue().map(SubmissionView::standing).orElse(""));
  }

  /** Whether the room that sends may know it. */
  public boolean mayBeDelivered() {
    return switch (submission.progress().state()) {
      case ACCEPTED, AWAITING_SIGNATURE -> submission.missingRoles().isEmpty();
      case CANCELLED -> history.stream().noneMatch(HistoryEntry::isCancelledUnsigned);
      case EXPIRED -> false;
      case QUEUED, SENDING, IN_DOUBT, PARKED, RECEIVED, REFUSED -> true;
    };
  }

  /** The same with a warning that is not kept. */
  SubmissionView warned(Finding warning) {
    return new SubmissionView(submission.warned(warning), history, signingOrders, version);
  }

  private static String standing(QueuePlace queue) {
    return queue.standsStill().map(why -> "-" + why).orElse("");
  }
}
