package se.sluss.submitter.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.Call;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.LaneBrake;

/** The lanes' rows as the governor uses them. Every method works in the caller's transaction. */
public interface Lanes {

  /**
   * A lane that is asked for a slot, and the attempt that would go in it.
   *
   * @param fresh whether nothing was answered yet over the way that it would go, so that nobody
   *     knows how quick that is
   */
  record Ask(ConnectionId connection, AttemptId attempt, boolean fresh, Optional<Ready> ready) {}

  /** What would be asked if this document goes; archived should its sender be lost. */
  record Ready(SubmissionId submission, Call call) {}

  /** What a claim saw in the row and wrote to it. */
  sealed interface Claimed {
    /**
     * @param identity the certificate that the slot is for
     * @param readAt what the database's clock showed
     * @param at when the slot opens
     */
    record Taken(Delivery delivery, CertificateId identity, Instant readAt, Instant at)
        implements Claimed {}

    record Not(Claim because) implements Claimed {}
  }

  /** Bytes of an attempt that had left by then, by the database's clock. */
  record Left(AttemptId attempt, Instant by) {}

  /**
   * Takes slots for a set of lanes and chooses the jobs, in one statement: each row is locked
   * without waiting, the database's clock is read after that, and only when the lane is due, runs,
   * and a job is ready, the job becomes sending, the attempt is written, and the lane is booked
   * until the end of the window plus interval and guard. A lane that is missing in the answer was
   * held by somebody else.
   */
  Map<ConnectionId, Claimed> claim(List<Ask> asks, String replica);

  /**
   * Moves the lanes' bookings to interval and guard after the bytes left, unless somebody else has
   * changed them, and notes when they left.
   */
  void confirm(List<Left> left);

  /**
   * Undoes the booking of a slot in which nothing was sent, unless somebody has changed it; it is
   * not paid for.
   */
  void giveBack(AttemptId attempt);

  /** By connection; what is not there has no lane. */
  Map<ConnectionId, Outlook> outlooks(Collection<ConnectionId> connections);

  /**
   * So many calls a day of one vendor to one service, where tests lead to one of these hosts. Lanes
   * that rest are judged anew when this is another bound.
   */
  void boundTests(Set<String> hosts, int callsADay);

  /** Lanes that may send and have something to send, now or later. */
  List<ConnectionId> withWork();

  /** The lanes in which time alone may have changed something. */
  List<ConnectionId> toRefresh();

  /** What changes with time alone: the sum of weights, dates that have passed, being drained. */
  void refresh(ConnectionId connection);

  /**
   * Puts the next certificate in force once nothing is under way with the one before; whether it
   * was done.
   */
  boolean changeOver(ConnectionId connection);

  /** The state of a lane, locked until the transaction ends; empty when there is no such lane. */
  Optional<LaneState> lock(ConnectionId connection);

  /** Writes a state that {@link #lock} was called for. */
  void save(ConnectionId connection, LaneState state);

  /** The database's clock. */
  Instant now();

  /** Stores what calls have shown; answers with those that their lane only tried. */
  Set<AttemptId> learn(List<LaneBrake.Lesson> lessons);

  /** Whether this attempt is the call that its lane only tries. */
  boolean tried(AttemptId attempt);

  /** Lets nothing go for so long. */
  void hold(ConnectionId connection, Duration atLeast);

  /** Lets the lane start again slowly: a tenth of its pace, and nothing within an interval. */
  void startSlowly(ConnectionId connection);

  /** Nothing goes before one interval from now. */
  void restOneInterval(ConnectionId connection);

  /** Another agreed interval, and the guard with it. */
  void agree(ConnectionId connection, Duration interval, @Nullable Duration guard);

  /** A longer interval than agreed, or none. */
  void slow(ConnectionId connection, @Nullable Duration interval);

  /** The weight of a vendor's tenant in a lane, from its next call on. */
  void weigh(ConnectionId connection, VendorId vendor, String tenant, int weight);

  /** Puts a lane under a ceiling that others may share; null takes it out. */
  void under(ConnectionId connection, @Nullable String ceiling);

  /** Makes a ceiling or changes its interval. */
  void ceiling(String id, Duration interval);

  /** The interval of each ceiling. */
  Map<String, Duration> ceilings();

  /**
   * The lanes that the caller may see, oldest first, and at the end what waits without a
   * connection.
   *
   * @param one only the lane of this connection; null for all
   */
  List<LaneView> views(@Nullable ConnectionId one);

  /**
   * Those of these lanes that are lent to the vendor, with its own share of what is in them. What
   * tells of others' calls is not for its eyes: the rate as measured, the next slot, slots used.
   */
  List<LaneView> lent(VendorId vendor, Collection<ConnectionId> connections);

  /** The vendors whose documents go in a lane: its owner, and those that it is lent to. */
  List<VendorId> vendors(ConnectionId connection);

  /** The tenants that wait in a lane and that the caller may see, the longest queue first. */
  List<TenantBacklog> backlog(ConnectionId connection, int most);

  /** When so many documents of a vendor's tenant would leave if they came now. */
  Optional<Forecast> forecast(
      ConnectionId connection, VendorId vendor, String tenant, int documents);
}
