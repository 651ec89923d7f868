package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.id.ConnectionId;

/**
 * Stops a lane on what looks like a shut-off, and says so to all vendors whose documents go in it.
 * Everything keeps its place.
 */
@ApplicationScoped
public class StopLane {
  private static final Logger LOG = Logger.getLogger(StopLane.class);

  private final LaneBrake brake;
  private final Outbox outbox;
  private final Transactions transactions;

  public StopLane(LaneBrake brake, Outbox outbox, Transactions transactions) {
    this.brake = brake;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  /** Stops it in a transaction of its own. */
  public void stop(ConnectionId connection, Cause cause) {
    transactions.asSystem(() -> stopWithin(connection, cause));
  }

  /** Stops it in the caller's transaction. */
  void stopWithin(ConnectionId connection, Cause cause) {
    brake
        .stop(connection, cause)
        .ifPresent(
            stopped -> {
              LOG.errorf("A lane stopped by itself connectionId=%s cause=%s", connection, cause);
              stopped.vendors().stream()
                  .map(
                      vendor ->
                          new ConnectionStopped(
                              connection,
                              vendor,
                              stopped.service(),
                              stopped.mode(),
                              cause.name(),
                              stopped.at()))
                  .forEach(outbox::append);
            });
  }
}
