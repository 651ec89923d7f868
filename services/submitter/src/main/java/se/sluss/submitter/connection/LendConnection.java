package se.sluss.submitter.connection;

import jakarta.enterprise.context.ApplicationScoped;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.OperatorActs;

/**
 * Lends the house's own connection to vendors by name; the operator's alone. Each act is written
 * down. Works in the caller's transaction.
 */
@ApplicationScoped
public class LendConnection {
  private final Loans loans;
  private final OperatorActs acts;

  public LendConnection(Loans loans, OperatorActs acts) {
    this.loans = loans;
    this.acts = acts;
  }

  /**
   * Lends it.
   *
   * @throws Problem {@code state-conflict} when the vendor has another way to the service
   */
  public void lend(Connection connection, VendorId vendor, OperatorActs.Why why) {
    if (!connection.active() || connection.vendor().equals(vendor)) {
      throw Problem.of(
          ProblemType.STATE_CONFLICT,
          "Lend an active connection, and to another vendor than its owner.");
    }
    switch (loans.lend(connection, vendor)) {
      case LENT -> acts.onLane(connection.id(), "lend", why, vendor.value());
      case HAS_ITS_OWN ->
          throw Problem.of(
              ProblemType.STATE_CONFLICT,
              "The vendor has a connection of its own for this service and mode.");
      case HAS_ANOTHER ->
          throw Problem.of(
              ProblemType.STATE_CONFLICT,
              "Another connection for this service and mode is lent to it; end that first.");
    }
  }

  /**
   * Ends it: nothing new goes there, and what waits goes back.
   *
   * @throws Problem {@code not-found} when it is not lent to the vendor
   */
  public void end(Connection connection, VendorId vendor, OperatorActs.Why why) {
    if (!loans.end(connection.id(), vendor)) {
      throw Problem.notFound();
    }
    acts.onLane(connection.id(), "end loan", why, vendor.value());
  }
}
