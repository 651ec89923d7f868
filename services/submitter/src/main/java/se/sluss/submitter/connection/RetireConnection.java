package se.sluss.submitter.connection;

import jakarta.enterprise.context.ApplicationScoped;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.submitter.delivery.OperatorActs;

/**
 * Takes a connection out of use for good, so that another can be registered for the service and
 * mode. Works in the caller's transaction.
 */
@ApplicationScoped
public class RetireConnection {
  private final Connections connections;
  private final OperatorActs acts;

  public RetireConnection(Connections connections, OperatorActs acts) {
    this.connections = connections;
    this.acts = acts;
  }

  /**
   * Retires it; nothing when it is retired already.
   *
   * @throws Problem {@code state-conflict} that says what is in the way
   */
  public void retire(Connection connection, OperatorActs.Why why) {
    if (!connection.active()) {
      return;
    }
    switch (connections.retire(connection.id())) {
      case DONE -> acts.onLane(connection.id(), "retire", why, connection.address().toString());
      case CHANGING -> throw conflict("A certificate is coming into force; look again once it is.");
      case LENT -> throw conflict("It is lent: end that first, with DELETE on each of its guests.");
      case UNDER_WAY ->
          throw conflict(
              "Calls are under way or in doubt, or documents are parked: drain or pause the lane,"
                  + " and wait for the answers, or resolve what is parked.");
    }
  }

  private static Problem conflict(String detail) {
    return Problem.of(ProblemType.STATE_CONFLICT, detail);
  }
}
