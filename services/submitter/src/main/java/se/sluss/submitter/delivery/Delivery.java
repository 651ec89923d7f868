package se.sluss.submitter.delivery;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;

/**
 * One document's way to the authority. Immutable; a move answers with the delivery after it, or
 * with itself when the move changes nothing.
 *
 * @param connection empty until the vendor has one for this service and mode
 * @param attempts how many slots were taken for it
 * @param doubts how many attempts may have reached the authority without an answer; at most one of
 *     those before a person sent it again
 * @param cancelRequested whether its owner asked to stop it when that could not be done at once
 * @param origin the trace in which the submission began
 * @param queuedTraceparent the span in which it was queued; empty when none
 */
public record Delivery(
    SubmissionRef submission,
    Optional<ConnectionId> connection,
    DeliveryState state,
    int attempts,
    int doubts,
    boolean cancelRequested,
    String origin,
    String queuedTraceparent) {

  /** The connection, which exists once anything was sent. */
  public ConnectionId requireConnection() {
    return connection.orElseThrow(
        () -> new IllegalStateException(submission.submissionId() + " is queued on no connection"));
  }

  /** What an attempt's outcome makes of it. An outcome that comes too late changes nothing. */
  public Delivery after(
      AttemptId attempt, SubmitOutcome outcome, ResendPolicy resends, Instant now) {
    return switch (outcome) {
      case SubmitOutcome.Received _ -> open() ? with(new DeliveryState.Received()) : this;
      case SubmitOutcome.Refused _ -> awaits(attempt) ? with(new DeliveryState.Refused()) : this;
      case SubmitOutcome.NotSent(var cause) ->
          isSending(attempt) ? backToItsPlace(attempt, cause, QueuedReason.NOT_SENT, now) : this;
      case SubmitOutcome.InDoubt(var cause) ->
          isSending(attempt) ? inDoubt(attempt, cause, resends, now) : this;
      case SubmitOutcome.ShutOff(var cause, var mayHaveArrived) -> {
        if (!isSending(attempt)) {
          yield this;
        }
        yield mayHaveArrived
            ? inDoubt(attempt, cause, resends, now)
            : backToItsPlace(attempt, cause, QueuedReason.LANE_STOPPED, now);
      }
    };
  }

  /**
   * Stopped by its owner; only what never can have left is stopped, whether it waits or is parked.
   */
  public Delivery cancelled() {
    boolean rests = state instanceof DeliveryState.Queued || state instanceof DeliveryState.Parked;
    return rests && doubts == 0 ? with(new DeliveryState.Cancelled()) : this;
  }

  /**
   * What a person makes of what is parked; itself when it is not parked. What goes again may go as
   * often as {@link ResendPolicy} allows, counted anew, but an earlier call that may have arrived
   * is not forgotten.
   */
  public Delivery resolved(Resolution resolution) {
    if (!(state instanceof DeliveryState.Parked)) {
      return this;
    }
    return switch (resolution) {
      case RECEIVED -> with(new DeliveryState.Received());
      case REFUSED -> with(new DeliveryState.Refused());
      case SEND_AGAIN ->
          with(
              new DeliveryState.Queued(QueuedReason.OPERATOR),
              Math.min(doubts, 1),
              cancelRequested);
    };
  }

  /** Its owner's wish to stop it, kept while its fate is open. What ended keeps no wish. */
  public Delivery cancelWished() {
    return open() ? with(state, doubts, true) : this;
  }

  /** Stopped when nothing of it can have left and its owner has asked for that; else itself. */
  public Delivery asWished() {
    return cancelRequested ? cancelled() : this;
  }

  /**
   * Put aside for a person, because no message can be made of it. Only what waits can be put aside;
   * an answer to an earlier attempt still counts.
   */
  public Delivery unreadable() {
    return switch (state) {
      case DeliveryState.Queued _ ->
          with(new DeliveryState.Parked(null, Cause.DOCUMENT_UNREADABLE));
      case DeliveryState.InDoubt doubt ->
          with(new DeliveryState.Parked(doubt.attempt(), Cause.DOCUMENT_UNREADABLE));
      case DeliveryState.Sending _,
          DeliveryState.Parked _,
          DeliveryState.Received _,
          DeliveryState.Refused _,
          DeliveryState.Cancelled _ ->
          this;
    };
  }

  private Delivery inDoubt(AttemptId attempt, Cause cause, ResendPolicy resends, Instant now) {
    int more = doubts + 1;
    DeliveryState next =
        resends.allowsAfter(more)
            ? new DeliveryState.InDoubt(attempt, cause, now.plus(resends.waitAfter(more)))
            : new DeliveryState.Parked(attempt, cause);
    return with(next, more, cancelRequested);
  }

  /** An earlier attempt may have arrived, and then "queued" would say too little. */
  private Delivery backToItsPlace(
      AttemptId attempt, Cause cause, QueuedReason reason, Instant now) {
    return with(
        doubts > 0
            ? new DeliveryState.InDoubt(attempt, cause, now)
            : new DeliveryState.Queued(reason));
  }

  private Delivery with(DeliveryState next) {
    return with(next, doubts, cancelRequested);
  }

  private Delivery with(DeliveryState next, int doubtsThen, boolean wish) {
    return new Delivery(
        submission, connection, next, attempts, doubtsThen, wish, origin, queuedTraceparent);
  }

  private boolean isSending(AttemptId attempt) {
    return state instanceof DeliveryState.Sending sending && sending.attempt().equals(attempt);
  }

  /** Whether the attempt is the last one and its answer still decides. */
  private boolean awaits(AttemptId attempt) {
    return switch (state) {
      case DeliveryState.Sending sending -> sending.attempt().equals(attempt);
      case DeliveryState.InDoubt doubt -> doubt.attempt().equals(attempt);
      case DeliveryState.Parked parked -> attempt.equals(parked.attempt());
      case DeliveryState.Queued _,
          DeliveryState.Received _,
          DeliveryState.Refused _,
          DeliveryState.Cancelled _ ->
          false;
    };
  }

  private boolean open() {
    return switch (state) {
      case DeliveryState.Queued _,
          DeliveryState.Sending _,
          DeliveryState.InDoubt _,
          DeliveryState.Parked _ ->
          true;
      case DeliveryState.Received _, DeliveryState.Refused _, DeliveryState.Cancelled _ -> false;
    };
  }
}
