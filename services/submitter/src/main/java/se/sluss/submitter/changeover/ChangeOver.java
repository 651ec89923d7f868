package se.sluss.submitter.changeover;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  /** One round; one that cannot be changed does not hold up the others. */
  public void round() {
    each(certificates::due, this::begin);
    each(certificates::changing, this::finish);
  }

  private void begin(ConnectionId due) {
    if (transactions.asSystem(() -> certificates.beginChange(due))) {
      LOG.infof("A certificate is due, and the lane is drained for it connectionId=%s", due);
    }
  }

  private void each(Supplier<List<ConnectionId>> which, Consumer<ConnectionId> change) {
    for (ConnectionId one : transactions.asSystem(which)) {
      try {
        change.accept(one);
      } catch (RuntimeException e) {
        LOG.warnf(e, "A certificate could not be changed connectionId=%s", one);
      }
    }
  }
}
