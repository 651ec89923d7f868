package se.sluss.submitter.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.LaneBrake;

/** The lanes' rows. Every method works inside the caller's transaction. */
public interface Lanes extends LaneBrake {

  /** What a claim saw in the row and wrote to it. */
  sealed interface Claimed {
    record Taken(Delivery delivery, Instant at, Instant booked, Duration interval)
        implements Claimed {}

    record Not(Claim because) implements Claimed {}
  }

  /**
   * Takes the slot and chooses the job in one statement: locks the lane's row without waiting,
   * reads the database's clock after that, and only when the lane is due, runs, and a job is ready
   * moves the job to sending, writes the attempt and books the lane until the end of the window
   * plus the interval. Documents in doubt go first, then first in, first out.
   */
  Claimed claim(ConnectionId connection, AttemptId attempt);

  /**
   * Moves the lane's booking to the interval after the bytes left, unless somebody else has changed
   * it, and notes when they left.
   */
  void confirm(AttemptId attempt, ConnectionId connection, Slot slot, long sentBy);

  /**
   * Undoes the booking of a slot in which nothing was sent, unless somebody else has changed it.
   */
  void giveBack(ConnectionId connection, Slot slot);

  Optional<Outlook> outlook(ConnectionId connection);

  /** Lanes that run and have something to send, now or later. */
  List<ConnectionId> withWork();

  /** Pauses a running lane. */
  void pause(ConnectionId connection);

  /** Lets a paused or stopped lane run again, at the earliest one interval from now. */
  void resume(ConnectionId connection);

  /**
   * The lanes that the caller may see, oldest first, and at the end what waits without a
   * connection.
   *
   * @param one only the lane of this connection; null for all
   */
  List<LaneView> views(@Nullable ConnectionId one);
}
