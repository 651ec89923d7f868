package se.sluss.submitter.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;

/** Places that are no longer what was told. Every method works in the caller's transaction. */
public interface MovedPlaces {

  /**
   * A queued document's place now.
   *
   * @param connection whose lane it stands in, or stood in last
   */
  record Moved(SubmissionId submission, ConnectionId connection, Deliveries.Told place) {}

  /** Whether nobody else is retelling; holds others off until the transaction ends. */
  boolean alone();

  /**
   * Documents of running lanes whose expected time has moved by more than half a minute and a tenth
   * of the wait that is left, without those that go at once; of lanes that are not retired whose
   * place is half of what was told or less; and the last document of each tenant of which it was
   * told otherwise whether the lane stands still, unless that is retired. What stands still or goes
   * on first; then those whose time has moved; of them the last documents of tenants first, which
   * tell when all are gone, and then the next to go. Locks nothing.
   *
   * @param perLane about how many of each lane's next documents are looked at
   * @param most the most that are answered
   */
  List<Moved> find(int perLane, int most);

  /**
   * The last document of each tenant of those that were told a place in a lane and wait for another
   * connection now, because that one was retired or its loan ended; with its time as it was told,
   * and without those of which that was told. Locks nothing.
   *
   * @param most the most that are answered
   */
  List<Moved> unconnected(int most);

  /** Counts the place as told; empty when the document is not queued any more or is held. */
  Optional<Delivery> toldAgain(Moved moved);

  /** The database's clock. */
  Instant now();
}
