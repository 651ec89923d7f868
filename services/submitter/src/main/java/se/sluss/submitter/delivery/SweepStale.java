package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;

/**
 * Finds what was left behind: attempts whose sender was lost, and jobs that were stored while their
 * connection was being registered. Safe on any number of replicas at once.
 */
@ApplicationScoped
public class SweepStale {
  private static final Logger LOG = Logger.getLogger(SweepStale.class);
  private static final int AT_ONCE = 100;

  private final Deliveries deliveries;
  private final RecordOutcome recordOutcome;
  private final QueueSubmission queueSubmission;
  private final Transactions transactions;

  public SweepStale(
      Deliveries deliveries,
      RecordOutcome recordOutcome,
      QueueSubmission queueSubmission,
      Transactions transactions) {
    this.deliveries = deliveries;
    this.recordOutcome = recordOutcome;
    this.queueSubmission = queueSubmission;
    this.transactions = transactions;
  }

  /** One round; bounded, the rest comes with the next. */
  public void sweep() {
    int lost = transactions.asSystem(this::loseOverdue);
    int connected = transactions.asSystem(() -> queueSubmission.connectWaiting(AT_ONCE));
    if (lost + connected > 0) {
      LOG.infof("Left-overs were taken up lostAttempts=%d connectedJobs=%d", lost, connected);
    }
  }

  private int loseOverdue() {
    var overdue = deliveries.lockOverdue(AT_ONCE);
    Exchange lost = Exchange.unanswered(new SubmitOutcome.InDoubt(Cause.SENDER_LOST));
    overdue.forEach(
        one -> recordOutcome.recordWithin(one.submission(), one.attempt(), lost, Optional.empty()));
    return overdue.size();
  }
}
