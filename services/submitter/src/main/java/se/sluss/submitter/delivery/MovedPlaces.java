package se.sluss.submitter.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;

/** Places that are no longer what was told. Every method works in the caller's transaction. */
public interface MovedPlaces {

  /** A queued document's place now. */
  record Moved(SubmissionId submission, Deliveries.Told place) {}

  /** Whether nobody else is retelling; holds others off until the transaction ends. */
  boolean alone();

  /**
   * Documents of running lanes whose expected time has moved by more than half a minute and a tenth
   * of the wait that is left, without those that go at once; and the last document of each tenant
   * of which it was told otherwise whether the lane stands still, unless that is retired. The last
   * documents of tenants first, which tell when all are gone; then the next to go. Locks nothing.
   *
   * @param perLane about how many of each lane's next documents are looked at
   * @param most the most that are answered
   */
  List<Moved> find(int perLane, int most);

  /**
   * The last document of each tenant in a lane, with its time as it was told, and why the lane
   * sends nothing.
   */
  List<Moved> lastOfTenants(ConnectionId connection, String standing);

  /** Counts the place as told; empty when the document is not queued any more or is held. */
  Optional<Delivery> toldAgain(Moved moved);

  /** The database's clock. */
  Instant now();
}
