package se.sluss.submitter.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/** What answers make of a lane's pace. Works inside the caller's transaction. */
public interface LaneBrake {

  /**
   * A lane that was just stopped.
   *
   * @param vendors its owner, and those that it is lent to
   */
  record Stopped(
      ConnectionId connection, List<VendorId> vendors, Service service, Mode mode, Instant at) {}

  /**
   * What one call has shown.
   *
   * @param leftBy when its bytes had left, by the database's clock; empty when that is noted
   *     already
   * @param took from the bytes' leaving to the end
   * @param good whether the service itself answered: a receipt, a refusal or another fault
   * @param strained whether it showed that it has too much to do
   * @param settled whether the time it took says something of other calls
   */
  record Lesson(
      ConnectionId connection,
      AttemptId attempt,
      Optional<Instant> leftBy,
      Duration took,
      boolean good,
      boolean strained,
      boolean settled) {}

  /**
   * Learns delays and strain from calls; paces and next slots follow. A lane that only tried such a
   * call goes on slowly when it was good, else waits longer.
   */
  void learn(List<Lesson> lessons);

  /** The call left by then and has no answer that says anything. */
  void left(AttemptId attempt, Instant by);

  /** No call was made: its slot is free again and is not paid for. */
  void unused(AttemptId attempt);

  /** A call ended without showing anything; a lane that only tried it waits longer. */
  void learnedNothing(ConnectionId connection, AttemptId attempt);

  /** Lets nothing go for a while. */
  void hold(ConnectionId connection, Duration atLeast);

  /** Stops a running lane; empty when it was not running, so that an operator's word stands. */
  Optional<Stopped> stop(ConnectionId connection, Cause cause);
}
