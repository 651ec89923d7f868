package se.sluss.submitter.ops;

/** Names of spans and metrics. */
public final class Names {
  public static final String SPAN_SLOT = "lane slot";
  public static final String SPAN_CALL = "authority call";
  public static final String SPAN_OUTCOME = "attempt outcome";

  /** Attempts by outcome and cause. */
  public static final String ATTEMPTS = "sluss.submitter.attempts";

  /** Slots given back because their window closed before the bytes were on their way. */
  public static final String WINDOWS_MISSED = "sluss.submitter.windows.missed";

  /** How long after the slot opened its bytes had left. */
  public static final String SLOT_AGE = "sluss.submitter.slot.age";

  /** From the first byte sent to the whole answer. */
  public static final String CALL_DURATION = "sluss.submitter.call.duration";

  /** Lanes that stopped by themselves and wait for an operator: an alarm when above zero. */
  public static final String LANES_STOPPED = "sluss.submitter.lanes.stopped";

  /** Documents that wait in lanes. */
  public static final String BACKLOG = "sluss.submitter.backlog";

  /** Documents that wait for their vendor's connection. */
  public static final String UNCONNECTED = "sluss.submitter.unconnected";

  private Names() {}
}
