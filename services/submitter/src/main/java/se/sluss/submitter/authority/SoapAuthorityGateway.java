package se.sluss.submitter.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.ConnectionSecrets;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.delivery.AuthorityGateway;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.SignedDocument;

/** SOAP over mutual TLS with each connection's own certificate. */
@ApplicationScoped
class SoapAuthorityGateway implements AuthorityGateway {
  private final Connections connections;
  private final ConnectionSecrets secrets;
  private final Transactions transactions;
  private final SoapMessages messages;
  private final LineOpener opener;

  /** Connections never change, so neither do the doors they lead to. */
  private final Map<ConnectionId, LineOpener.Door> doors = new ConcurrentHashMap<>();

  SoapAuthorityGateway(
      Connections connections,
      ConnectionSecrets secrets,
      Transactions transactions,
      SoapMessages messages,
      LineOpener opener) {
    this.connections = connections;
    this.secrets = secrets;
    this.transactions = transactions;
    this.messages = messages;
    this.opener = opener;
  }

  @Override
  public Envelope prepare(SignedDocument document) {
    return messages.write(document);
  }

  @Override
  public Opening open(ConnectionId connection) {
    return opener.open(doors.computeIfAbsent(connection, this::door));
  }

  private LineOpener.Door door(ConnectionId id) {
    Connection connection =
        transactions
            .asSystem(() -> connections.find(id))
            .orElseThrow(() -> new IllegalStateException("No connection " + id));
    return new LineOpener.Door(
        connection.address(), connection.service(), secrets.open(connection).context());
  }
}
