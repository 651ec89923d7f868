package se.sluss.model.event;

/** What a person decided about a parked submission. */
public enum Resolution {
  /** The authority has it. */
  RECEIVED,
  /** The authority will not take it. */
  REFUSED,
  /** The authority lacks it, or it does no harm to ask again: the same bytes go once more. */
  SEND_AGAIN
}
