package se.sluss.submitter.changeover;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.ConnectionSecrets;
import se.sluss.submitter.connection.Connections;

/** Writes beside a sealed certificate what may be shown of it, where an older version did not. */
@ApplicationScoped
public class DescribeCertificates {
  private static final Logger LOG = Logger.getLogger(DescribeCertificates.class);

  private final Expiries expiries;
  private final Certificates certificates;
  private final Connections connections;
  private final ConnectionSecrets secrets;
  private final Transactions transactions;

  public DescribeCertificates(
      Expiries expiries,
      Certificates certificates,
      Connections connections,
      ConnectionSecrets secrets,
      Transactions transactions) {
    this.expiries = expiries;
    this.certificates = certificates;
    this.connections = connections;
    this.secrets = secrets;
    this.transactions = transactions;
  }

  /** One round; one that cannot be opened does not hold up the others. */
  public void round() {
    for (Expiries.Undescribed one : transactions.asSystem(expiries::undescribed)) {
      try {
        transactions.asSystem(() -> describe(one));
      } catch (RuntimeException e) {
        LOG.warnf(e, "A certificate cannot be described certificateId=%s", one.certificate());
      }
    }
  }

  private void describe(Expiries.Undescribed one) {
    connections
        .find(one.connection())
        .ifPresent(
            connection ->
                certificates
                    .key(one.certificate())
                    .map(key -> secrets.open(connection, key, connection))
                    .ifPresent(
                        credentials -> expiries.describe(one.certificate(), credentials.facts())));
  }
}
