package se.sluss.intake.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.SignerRole;

/**
 * Where a submission stands, with what has to be remembered to tell late events from new ones.
 *
 * @param lastAttempt the highest number of an attempt heard of; 0 before the first
 * @param onceInDoubt whether the authority may have it since an earlier attempt
 * @param queue present while it stands in the lane
 * @param receipt present once the final answer is kept
 * @param missingRoles who has yet to sign, next first; empty once all have, also while it waits for
 *     a connection
 */
public record Progress(
    SubmissionState state,
    int lastAttempt,
    boolean onceInDoubt,
    Optional<QueuePlace> queue,
    Optional<ReceiptLink> receipt,
    Optional<Instant> cancelRequestedAt,
    List<SignerRole> missingRoles) {

  /**
   * Of a submission that was just handed in.
   *
   * @param requiredRoles who has to sign, in order
   */
  public static Progress atStart(List<SignerRole> requiredRoles) {
    return new Progress(
        SubmissionState.ACCEPTED,
        0,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.copyOf(requiredRoles));
  }

  /** The same in another state; a place in the lane is left by it. */
  Progress in(SubmissionState next) {
    return new Progress(
        next, lastAttempt, onceInDoubt, Optional.empty(), receipt, cancelRequestedAt, List.of());
  }

  Progress at(QueuePlace place) {
    return new Progress(
        state,
        lastAttempt,
        onceInDoubt,
        Optional.of(place),
        receipt,
        cancelRequestedAt,
        missingRoles);
  }

  Progress withAttempt(int number) {
    return new Progress(
        state,
        Math.max(number, lastAttempt),
        onceInDoubt,
        queue,
        receipt,
        cancelRequestedAt,
        missingRoles);
  }

  Progress missing(List<SignerRole> roles) {
    return new Progress(
        state, lastAttempt, onceInDoubt, queue, receipt, cancelRequestedAt, List.copyOf(roles));
  }

  Progress inDoubt() {
    return new Progress(state, lastAttempt, true, queue, receipt, cancelRequestedAt, missingRoles);
  }

  Progress with(ReceiptLink link) {
    return new Progress(
        state, lastAttempt, onceInDoubt, queue, Optional.of(link), cancelRequestedAt, missingRoles);
  }

  Progress cancelRequested(Instant at) {
    return new Progress(
        state, lastAttempt, onceInDoubt, queue, receipt, Optional.of(at), missingRoles);
  }

  /** Whether asking to stop it can still have an effect: nothing of it may have left. */
  boolean mayBeCancelled() {
    return !onceInDoubt && state.mayBecome(SubmissionState.CANCELLED);
  }
}
