package se.sluss.submitter.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.id.AttemptId;

/**
 * Where a document stands.
 *
 * <pre>
 *   Queued ──slot──▶ Sending ──▶ Received | Refused
 *     ▲ ▲               │
 *     │ └──not sent─────┤
 *     └── (cancelled)   └──▶ InDoubt ──slot──▶ Sending
 *                               └──resends used up──▶ Parked
 *   Queued | InDoubt ──no message can be made of it──▶ Parked
 *   Parked ──a person decides──▶ Received | Refused | Queued
 *   Parked ──never left──▶ (cancelled)
 * </pre>
 *
 * A receipt that comes late is a receipt all the same, also for what is in doubt or parked.
 */
public sealed interface DeliveryState {

  /** It waits for its slot. */
  record Queued(QueuedReason reason) implements DeliveryState {}

  /** A slot was taken for it and its fate is open. */
  record Sending(AttemptId attempt, int number) implements DeliveryState {}

  /**
   * The authority may have it.
   *
   * @param attempt the last one; an answer to it still counts
   * @param resendAt when the same bytes may go again
   */
  record InDoubt(AttemptId attempt, Cause cause, Instant resendAt) implements DeliveryState {}

  /** The authority has it. */
  record Received() implements DeliveryState {}

  /** The authority refused it. */
  record Refused() implements DeliveryState {}

  /**
   * A person has to look.
   *
   * @param attempt the last one; an answer to it still counts
   */
  record Parked(@Nullable AttemptId attempt, Cause cause) implements DeliveryState {}

  /** Stopped by its owner before anything left. */
  record Cancelled() implements DeliveryState {}
}
