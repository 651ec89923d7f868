package se.sluss.submitter.rest;

import jakarta.enterprise.context.ApplicationScoped;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.delivery.OperatorActs;

/** Connections that are the caller's, and as whom the caller is written down. */
@ApplicationScoped
class OwnConnections {
  private final Connections connections;
  private final Certificates certificates;
  private final CallersTransactions transactions;
  private final RequestContext caller;

  OwnConnections(
      Connections connections,
      Certificates certificates,
      CallersTransactions transactions,
      RequestContext caller) {
    this.connections = connections;
    this.certificates = certificates;
    this.transactions = transactions;
    this.caller = caller;
  }

  /**
   * The connection.
   *
   * @throws Problem {@code not-found} also when it is another's
   */
  Connection known(String id) {
    return transactions
        .run(() -> connections.find(LanesResource.known(id)))
        .orElseThrow(Problem::notFound);
  }

  /**
   * The connection, to change something of it.
   *
   * @throws Problem {@code state-conflict} when it is retired
   */
  Connection inUse(String id) {
    Connection connection = known(id);
    if (!connection.active()) {
      throw retired();
    }
    return connection;
  }

  /** That nothing of the connection can be changed any more. */
  static Problem retired() {
    return Problem.of(
        ProblemType.STATE_CONFLICT,
        "The connection is retired; register another for the service and mode.");
  }

  /** All client certificates of it, newest first. */
  Page<CertificateAnswer> certificatesOf(Connection connection) {
    return new Page<>(
        transactions.run(
            () -> certificates.of(connection.id()).stream().map(CertificateAnswer::of).toList()),
        null);
  }

  OperatorActs.Why why(String reason) {
    return new OperatorActs.Why(
        caller.administrator() ? "administrator" : caller.clientId().value(), reason);
  }
}
