package se.sluss.submitter.changeover;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.Mode;
import se.sluss.submitter.certificate.AcceptedIssuers;
import se.sluss.submitter.certificate.ClientCertificate;
import se.sluss.submitter.connection.CertificateForm;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.ConnectionSecrets;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.Credentials;
import se.sluss.submitter.connection.Environments;
import se.sluss.submitter.connection.SealedKey;
import se.sluss.submitter.connection.StoredCertificate;
import se.sluss.submitter.connection.StoredCertificate.Proof;
import se.sluss.submitter.connection.StoredCertificate.State;
import se.sluss.submitter.delivery.OperatorActs;

/**
 * What is done with a connection's next certificate. Every act is written down. Callers have looked
 * whose connection it is; everything here runs in transactions of its own, since a handshake must
 * not keep one open.
 */
@ApplicationScoped
public class NextCertificate {
  private static final Logger LOG = Logger.getLogger(NextCertificate.class);

  private final Certificates certificates;
  private final Connections connections;
  private final ConnectionSecrets secrets;
  private final AcceptedIssuers issuers;
  private final Environments environments;
  private final IdentityDoor door;
  private final BoundProofs proofs;
  private final ChangeOver changeOver;
  private final OperatorActs acts;
  private final Transactions transactions;
  private final InstantSource clock;

  public NextCertificate(
      Certificates certificates,
      Connections connections,
      ConnectionSecrets secrets,
      AcceptedIssuers issuers,
      Environments environments,
      IdentityDoor door,
      BoundProofs proofs,
      ChangeOver changeOver,
      OperatorActs acts,
      Transactions transactions,
      InstantSource clock) {
    this.certificates = certificates;
    this.connections = connections;
    this.secrets = secrets;
    this.issuers = issuers;
    this.environments = environments;
    this.door = door;
    this.proofs = proofs;
    this.changeOver = changeOver;
    this.acts = acts;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Keeps a certificate beside the one in force, in place of a next one that is there.
   *
   * @throws Problem with all that is wrong with it, or {@code state-conflict} while one comes into
   *     force
   */
  public void upload(
      Connection connection, CertificateForm form, Locale language, OperatorActs.Why why) {
    ClientCertificate certificate =
        form.check(
            issuers.rules(connection.mode(), connection.organisationNumber()),
            clock.instant(),
            language);
    SealedKey key = secrets.seal(connection.vendor(), connection.id(), certificate);
    CertificateId id = CertificateId.next();
    transactions.asSystem(
        () -> {
          if (!certificates.putNext(connection, id, certificate.facts(), key)) {
            throw comingIntoForce();
          }
          acts.onLane(connection.id(), "upload certificate", why, id.value());
        });
  }

  /** Forgets the next certificate. */
  public void drop(Connection connection, OperatorActs.Why why) {
    transactions.asSystem(
        () -> {
          StoredCertificate next = next(connection);
          if (!certificates.dropNext(connection.id())) {
            throw comingIntoForce();
          }
          acts.onLane(connection.id(), "drop certificate", why, next.id().value());
        });
  }

  /**
   * Shows the next certificate to the authority's door: that of the vendor's test connection to the
   * service where it leads to the authority, or else the connection's own.
   *
   * @throws Problem {@code quota-exceeded} when that was done too often, or {@code state-conflict}
   *     when it was overtaken by a change
   */
  public Proof prove(Connection connection, OperatorActs.Why why) {
    StoredCertificate next = transactions.asSystem(() -> next(connection));
    SealedKey key =
        transactions
            .asSystem(() -> certificates.key(next.id()))
            .orElseThrow(NextCertificate::comingIntoForce);
    Connection at = transactions.asSystem(() -> doorOf(connection));
    transactions.asSystem(() -> proofs.take(connection, next.id().value(), why));
    Credentials credentials = secrets.open(connection, key, at);
    Proof proof = door.knock(at.address(), next.id(), credentials);
    LOG.infof(
        "A certificate was shown connectionId=%s certificateId=%s result=%s",
        connection.id(), next.id(), proof.result());
    transactions.asSystem(
        () -> {
          if (!certificates.prove(next.id(), at, proof)) {
            throw Problem.of(
                ProblemType.STATE_CONFLICT,
                "The address or the next certificate was changed meanwhile: prove it again.");
          }
          acts.onLane(connection.id(), "prove certificate", why, next.id() + " " + proof.result());
        });
    return proof;
  }

  private Connection doorOf(Connection connection) {
    if (connection.mode() == Mode.TEST) {
      return connection;
    }
    return connections
        .active(connection.vendor(), connection.service(), Mode.TEST)
        .filter(test -> environments.isTest(test.address()))
        .orElse(connection);
  }

  /**
   * Lets the next certificate come into force.
   *
   * @param at when; empty for at once
   * @throws Problem {@code state-conflict} when it is not proved, not valid then, or coming into
   *     force already
   */
  public void changeOver(Connection connection, Optional<Instant> at, OperatorActs.Why why) {
    Optional<Instant> later = at.filter(clock.instant()::isBefore);
    transactions.asSystem(
        () -> {
          StoredCertificate next = next(connection);
          if (!next.proved()) {
            throw notProved();
          }
          if (!later.orElseGet(clock::instant).isBefore(next.facts().notAfter())) {
            throw Problem.of(
                ProblemType.STATE_CONFLICT, "The next certificate has expired by then.");
          }
          acts.onLane(
              connection.id(),
              "change certificate",
              why,
              next.id() + later.map(moment -> " at " + moment).orElse(""));
          if (later.isPresent()) {
            if (!certificates.changeAt(connection.id(), later)) {
              throw comingIntoForce();
            }
          } else if (!certificates.beginChange(connection.id())) {
            throw notProved();
          }
        });
    if (later.isEmpty()) {
      changeOver.finish(connection.id());
    }
  }

  /**
   * The next certificate stays what it is until somebody says otherwise.
   *
   * @throws Problem {@code state-conflict} while it comes into force
   */
  public void keep(Connection connection, OperatorActs.Why why) {
    transactions.asSystem(
        () -> {
          StoredCertificate next = next(connection);
          if (!certificates.changeAt(connection.id(), Optional.empty())) {
            throw comingIntoForce();
          }
          acts.onLane(connection.id(), "keep certificate", why, next.id().value());
        });
  }

  /** Trusts other issuers of the other side's certificate, from the next handshake on. */
  public void trust(Connection connection, String trustedCertificates, OperatorActs.Why why) {
    transactions.asSystem(
        () -> {
          connections.trust(connection.id(), trustedCertificates);
          acts.onLane(connection.id(), "trust", why, "");
        });
  }

  private StoredCertificate next(Connection connection) {
    List<StoredCertificate> all = certificates.of(connection.id());
    return all.stream()
        .filter(one -> one.state() == State.NEXT)
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                    ProblemType.NOT_FOUND, "There is no next certificate: upload it first."));
  }

  private static Problem notProved() {
    return Problem.of(
        ProblemType.STATE_CONFLICT,
        "Prove the next certificate first: nothing may be changed over to what was never let in.");
  }

  private static Problem comingIntoForce() {
    return Problem.of(
        ProblemType.STATE_CONFLICT,
        "The next certificate is coming into force; look again once the last answer is there.");
  }
}
