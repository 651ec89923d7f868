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
  LANE_STOPPED
}
