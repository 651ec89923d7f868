package se.sluss.submitter.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Element;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Service;
import se.sluss.submitter.authority.shs.ReplyMeaning;
import se.sluss.submitter.authority.shs.ShsMessages;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.ConnectionSecrets;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.KnownServers;
import se.sluss.submitter.connection.SealedKey;
import se.sluss.submitter.delivery.AuthorityGateway;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.SignedDocument;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.Transfer;

/** Mutual TLS with each connection's own certificate; SOAP, or SHS where the connection says so. */
@ApplicationScoped
class SoapAuthorityGateway implements AuthorityGateway {
  private final Connections connections;
  private final Certificates certificates;
  private final ConnectionSecrets secrets;
  private final Transactions transactions;
  private final SoapMessages messages;
  private final AnswerReader answers;
  private final ShsMessages shsMessages;
  private final LineOpener opener;
  private final KnownServers servers;

  /** How connections speak, until they are moved or left. */
  private final Map<ConnectionId, Voiced> voices = new ConcurrentHashMap<>();

  /** As they were opened last, until they are left; one that has changed since gets another. */
  private final Map<ConnectionId, Known> doors = new ConcurrentHashMap<>();

  /**
   * @param voice empty when it speaks SOAP
   */
  private record Voiced(CertificateId identity, Optional<ShsMessages.Voice> voice) {}

  private record Known(Connection connection, LineOpener.Door door) {
    boolean leads(Connection now, CertificateId identity) {
      return door.identity().equals(identity)
          && connection.address().equals(now.address())
          && connection.trustedCertificates().equals(now.trustedCertificates());
    }
  }

  SoapAuthorityGateway(
      Connections connections,
      Certificates certificates,
      ConnectionSecrets secrets,
      Transactions transactions,
      SoapMessages messages,
      AnswerReader answers,
      ShsMessages shsMessages,
      LineOpener opener,
      KnownServers servers) {
    this.connections = connections;
    this.certificates = certificates;
    this.secrets = secrets;
    this.transactions = transactions;
    this.messages = messages;
    this.answers = answers;
    this.shsMessages = shsMessages;
    this.opener = opener;
    this.servers = servers;
  }

  @Override
  public Envelope prepare(Transfer transfer, CertificateId identity, SignedDocument document) {
    return voices
        .compute(
            transfer.connection(),
            (id, before) ->
                before != null && before.identity().equals(identity)
                    ? before
                    : new Voiced(identity, voice(id)))
        .voice()
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
  public Opening open(ConnectionId connection, CertificateId identity) {
    Connection now = look(connection);
    Known known =
        doors.compute(
            connection,
            (_, before) ->
                before != null && before.leads(now, identity)
                    ? before
                    : new Known(now, door(now, identity)));
    Opening opening = opener.open(known.door());
    if (opening instanceof Opening.Opened(HttpLine line)) {
      line.server().ifPresent(server -> servers.seen(connection, server));
    }
    return opening;
  }

  @Override
  public void leave(ConnectionId connection) {
    doors.remove(connection);
    voices.remove(connection);
  }

  private Optional<ShsMessages.Voice> voice(ConnectionId id) {
    Connection connection = look(id);
    return connection.shs().map(shs -> new ShsMessages.Voice(shs, connection.productType()));
  }

  private Connection look(ConnectionId id) {
    return transactions
        .asSystem(() -> connections.find(id))
        .orElseThrow(() -> new IllegalStateException("No connection " + id));
  }

  private LineOpener.Door door(Connection connection, CertificateId identity) {
    SealedKey key =
        transactions
            .asSystem(() -> certificates.key(identity))
            .orElseThrow(() -> new IllegalStateException("No key of " + identity));
    return new LineOpener.Door(
        identity,
        connection.address(),
        connection.service(),
        secrets.open(connection, key, connection).contexts());
  }
}
