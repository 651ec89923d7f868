package se.sluss.model.event;

/** Why a submission stands in the lane. */
public enum QueuedReason {
  /** It is signed and waits for its first slot. */
  SIGNED,
  /** The call was certainly not made; it keeps its place. */
  NOT_SENT,
  /** Nobody knows whether the authority has it; the same bytes go again. */
  RESEND,
  /** The authority takes nothing at present; it keeps its place. */
  LANE_STOPPED,
  /** A person decided that what was parked goes again. */
  OPERATOR,
  /** It stood there before; its place or expected time changed much. No return to the lane. */
  PLACE_CHANGED
}
