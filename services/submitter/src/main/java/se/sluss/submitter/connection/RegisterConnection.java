package se.sluss.submitter.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.event.ConnectionRegistered;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.certificate.CertificateFacts;

/** Registers a vendor's connection with its lane, which is closed at first when it is live. */
@ApplicationScoped
public class RegisterConnection {
  private final Connections connections;
  private final ConnectionSecrets secrets;
  private final Outbox outbox;
  private final InstantSource clock;

  public RegisterConnection(
      Connections connections, ConnectionSecrets secrets, Outbox outbox, InstantSource clock) {
    this.connections = connections;
    this.secrets = secrets;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Works in the caller's transaction.
   *
   * @throws Problem {@code state-conflict} when the vendor has an active one for the service and
   *     mode
   */
  public Connection register(NewConnection asked) {
    ConnectionId id = ConnectionId.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    CertificateFacts facts = asked.certificate().facts();
    SealedKey key = secrets.seal(asked.vendor(), id, asked.certificate());
    Connection connection =
        new Connection(
            id,
            asked.vendor(),
            asked.service(),
            asked.mode(),
            true,
            asked.address(),
            asked.productType(),
            asked.agreedInterval(),
            asked.guard(),
            asked.organisationNumber(),
            asked.trustedCertificates(),
            facts.notAfter(),
            asked.shs(),
            now);
    if (!connections.add(connection, CertificateId.next(), facts, key)) {
      throw Problem.of(
          ProblemType.STATE_CONFLICT,
          "The vendor has an active connection for this service and mode. Change its address or"
              + " its certificate; for another protocol, retire it with DELETE"
              + " /v1/connections/{id} and register anew.");
    }
    outbox.append(
        new ConnectionRegistered(
            id, asked.vendor(), asked.service(), asked.mode(), asked.agreedInterval(), now));
    return connection;
  }
}
