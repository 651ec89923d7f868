package se.sluss.submitter.ops;

/** Names of spans and metrics. */
public final class Names {
  public static final String SPAN_SLOT = "lane slot";
  public static final String SPAN_CALL = "authority call";
  public static final String SPAN_OUTCOME = "attempt outcome";

  /** Attempts by outcome and cause. */
  public static final String ATTEMPTS = "sluss.submitter.attempts";

  /** The authority's verdicts that came after the document had ended otherwise. */
  public static final String VERDICTS_TOO_LATE = "sluss.submitter.verdicts.late";

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

  /** Of each lane, by connection: the agreed interval. */
  public static final String LANE_AGREED = "sluss.submitter.lane.interval.agreed";

  /** The least time between two calls as things stand. */
  public static final String LANE_IN_FORCE = "sluss.submitter.lane.interval.force";

  /** 1 at the agreed pace; less while the authority shows strain. */
  public static final String LANE_PACE_SHARE = "sluss.submitter.lane.pace.share";

  /** One for the state that it is in, nought for the others. */
  public static final String LANE_STATE = "sluss.submitter.lane.state";

  /** Until the last that waits now has its slot, at the pace in force; none while it rests. */
  public static final String LANE_WAIT = "sluss.submitter.lane.wait";

  /** The least time between two calls that left within the last minute. */
  public static final String LANE_CLOSEST = "sluss.submitter.lane.closest";

  /** Calls without an answer. */
  public static final String LANE_IN_FLIGHT = "sluss.submitter.lane.flight";

  /** Documents that wait in it. */
  public static final String LANE_BACKLOG = "sluss.submitter.lane.backlog";

  /** Until the earliest date that a tenant's share may not reach. */
  public static final String LANE_DATE_AT_RISK = "sluss.submitter.lane.date.risk";

  /** Documents that the authority may have. */
  public static final String LANE_IN_DOUBT = "sluss.submitter.lane.doubt";

  /** Documents that a person has to look at. */
  public static final String LANE_PARKED = "sluss.submitter.lane.parked";

  /** Slots with a call, ever. */
  public static final String LANE_SLOTS_USED = "sluss.submitter.lane.slots.used";

  /** Slots that passed while work waited, ever. */
  public static final String LANE_SLOTS_LOST = "sluss.submitter.lane.slots.lost";

  /** How often the authority's side showed a certificate that was new. */
  public static final String SERVER_CERTIFICATES_CHANGED =
      "sluss.submitter.server.certificates.changed";

  /** Days until a connection's certificate in force ends. */
  public static final String CERTIFICATE_LEFT = "sluss.submitter.certificate.left";

  private Names() {}
}
