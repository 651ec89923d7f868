package se.sluss.submitter.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Element;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Service;
import se.sluss.submitter.authority.shs.ReplyMeaning;
import se.sluss.submitter.authority.shs.ShsMessages;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.ConnectionSecrets;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.delivery.AuthorityGateway;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.SignedDocument;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.Transfer;

/** Mutual TLS with each connection's own certificate; SOAP, or SHS where the connection says so. */
@ApplicationScoped
class SoapAuthorityGateway implements AuthorityGateway {
  private final Connections connections;
  private final ConnectionSecrets secrets;
  private final Transactions transactions;
  private final SoapMessages messages;
  private final AnswerReader answers;
  private final ShsMessages shsMessages;
  private final LineOpener opener;

  /** Connections never change, so neither do the doors they lead to. */
  private final Map<ConnectionId, Way> ways = new ConcurrentHashMap<>();

  /** Where a connection leads, and how it speaks there: SHS, or SOAP when that is empty. */
  private record Way(LineOpener.Door door, Optional<ShsMessages.Voice> shs) {}

  SoapAuthorityGateway(
      Connections connections,
      ConnectionSecrets secrets,
      Transactions transactions,
      SoapMessages messages,
      AnswerReader answers,
      ShsMessages shsMessages,
      LineOpener opener) {
    this.connections = connections;
    this.secrets = secrets;
    this.transactions = transactions;
    this.messages = messages;
    this.answers = answers;
    this.shsMessages = shsMessages;
    this.opener = opener;
  }

  @Override
  public Envelope prepare(Transfer transfer, SignedDocument document) {
    return way(transfer.connection())
        .shs()
        .map(voice -> shs(voice, transfer, document))
        .orElseGet(() -> messages.write(document));
  }

  private Envelope shs(ShsMessages.Voice voice, Transfer transfer, SignedDocument document) {
    Service service = document.service();
    return shsMessages.write(
        voice,
        transfer,
        messages.writeBare(document),
        new ReplyMeaning() {
          @Override
          public Optional<SubmitOutcome> ofContent(Element content, String labelTxId) {
            return answers.bareVerdict(service, content, labelTxId);
          }

          @Override
          public SubmitOutcome ofStatus(int status) {
            return AnswerReader.byStatus(status, false);
          }
        });
  }

  @Override
  public Opening open(ConnectionId connection) {
    return opener.open(way(connection).door());
  }

  private Way way(ConnectionId connection) {
    return ways.computeIfAbsent(connection, this::look);
  }

  private Way look(ConnectionId id) {
    Connection connection =
        transactions
            .asSystem(() -> connections.find(id))
            .orElseThrow(() -> new IllegalStateException("No connection " + id));
    return new Way(
        new LineOpener.Door(
            connection.address(), connection.service(), secrets.open(connection).context()),
        connection.shs().map(shs -> new ShsMessages.Voice(shs, connection.productType())));
  }
}
