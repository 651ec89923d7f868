package se.sluss.submitter.changeover;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.governor.Lanes;

/**
 * Brings next certificates into force. A lane that has work does it by itself once its last answer
 * is there; this is for those that are due, and for what nobody leads.
 */
@ApplicationScoped
public class ChangeOver {
  private static final Logger LOG = Logger.getLogger(ChangeOver.class);

  private final Certificates certificates;
  private final Lanes lanes;
  private final Transactions transactions;

  public ChangeOver(Certificates certificates, Lanes lanes, Transactions transactions) {
    this.certificates = certificates;
    this.lanes = lanes;
    this.transactions = transactions;
  }

  /** Once nothing is under way; whether it was done now. */
  boolean finish(ConnectionId connection) {
    boolean done = transactions.asSystem(() -> lanes.changeOver(connection));
    if (done) {
      LOG.infof("A certificate came into force connectionId=%s", connection);
    }
    return done;
  }

  /** One round. */
  public void round() {
    for (ConnectionId due : transactions.asSystem(certificates::due)) {
      if (transactions.asSystem(() -> certificates.beginChange(due))) {
        LOG.infof("A certificate is due, and the lane is drained for it connectionId=%s", due);
      }
    }
    transactions.asSystem(certificates::changing).forEach(this::finish);
  }
}
