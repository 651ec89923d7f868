package se.sluss.submitter.changeover;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Locale;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.CertificateId;
import se.sluss.submitter.certificate.AcceptedIssuers;
import se.sluss.submitter.certificate.ClientCertificate;
import se.sluss.submitter.connection.CertificateForm;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.ConnectionSecrets;
import se.sluss.submitter.connection.SealedKey;
import se.sluss.submitter.delivery.OperatorActs;

/**
 * A connection's certificate for signing. The authority asks vendors to have one, and its contracts
 * have no place for a signature by it: it is kept, shown and watched, and never used. Every act is
 * written down. Callers have looked whose connection it is.
 */
@ApplicationScoped
public class SigningCertificate {
  private final Certificates certificates;
  private final ConnectionSecrets secrets;
  private final AcceptedIssuers issuers;
  private final OperatorActs acts;
  private final Transactions transactions;
  private final InstantSource clock;

  public SigningCertificate(
      Certificates certificates,
      ConnectionSecrets secrets,
      AcceptedIssuers issuers,
      OperatorActs acts,
      Transactions transactions,
      InstantSource clock) {
    this.certificates = certificates;
    this.secrets = secrets;
    this.issuers = issuers;
    this.acts = acts;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Keeps one; one that is there is past from then on, and its key is not kept.
   *
   * @throws Problem {@code validation-failed} with all that is wrong with it
   */
  public void upload(
      Connection connection, CertificateForm form, Locale language, OperatorActs.Why why) {
    ClientCertificate certificate =
        form.check(
            issuers.rules(connection.mode(), connection.organisationNumber()).forSigning(),
            clock.instant(),
            language);
    SealedKey key = secrets.seal(connection.vendor(), connection.id(), certificate);
    CertificateId id = CertificateId.next();
    transactions.asSystem(
        () -> {
          certificates.putSigning(connection, id, certificate.facts(), key);
          acts.onLane(connection.id(), "upload signing certificate", why, id.value());
        });
  }

  /**
   * From now on there is none.
   *
   * @throws Problem {@code not-found} when there was none
   */
  public void drop(Connection connection, OperatorActs.Why why) {
    transactions.asSystem(
        () -> {
          CertificateId dropped =
              certificates.dropSigning(connection.id()).orElseThrow(Problem::notFound);
          acts.onLane(connection.id(), "drop signing certificate", why, dropped.value());
        });
  }
}
