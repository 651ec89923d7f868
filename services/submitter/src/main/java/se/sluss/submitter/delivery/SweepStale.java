package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Faults;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.submitter.archive.KeepExchanges;

/**
 * Finds what was left behind: attempts whose sender was lost, and jobs that were stored while their
 * connection was being registered. Safe on any number of replicas at once.
 */
@ApplicationScoped
public class SweepStale {
  private static final Logger LOG = Logger.getLogger(SweepStale.class);
  private static final int AT_ONCE = 100;
  private static final int MOST_ROUNDS = 100;
  private static final int TOLD_AT_ONCE = 10;
  private static final Duration EARLY_CANCELS_KEPT = Duration.ofDays(30);

  private final Deliveries deliveries;
  private final RecordOutcome recordOutcome;
  private final QueueSubmission queueSubmission;
  private final KeepExchanges exchanges;
  private final Transactions transactions;

  public SweepStale(
      Deliveries deliveries,
      RecordOutcome recordOutcome,
      QueueSubmission queueSubmission,
      KeepExchanges exchanges,
      Transactions transactions) {
    this.deliveries = deliveries;
    this.recordOutcome = recordOutcome;
    this.queueSubmission = queueSubmission;
    this.exchanges = exchanges;
    this.transactions = transactions;
  }

  /** One round; bounded, the rest comes with the next. */
  public void sweep() {
    int lost = loseOverdue();
    int connected = placeInLanes();
    tellPlaces();
    transactions.asSystem(() -> deliveries.forgetEarlyCancels(EARLY_CANCELS_KEPT));
    if (lost + connected > 0) {
      LOG.infof("Left-overs were taken up lostAttempts=%d connectedJobs=%d", lost, connected);
    }
  }

  /**
   * All of a backlog whose connection is new, or that changes lanes: nothing of it goes before. Few
   * at once, so that rows are held for moments only.
   */
  private int placeInLanes() {
    int connected = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int placed = transactions.asSystem(() -> queueSubmission.placeInLanes(AT_ONCE)).jobs();
      connected += placed;
      if (placed < AT_ONCE) {
        break;
      }
    }
    return connected;
  }

  /** Few at once, since a document that is held for telling cannot go. */
  private void tellPlaces() {
    try {
      for (int left = AT_ONCE; left > 0; left -= TOLD_AT_ONCE) {
        if (transactions.asSystem(() -> queueSubmission.tellPlaces(TOLD_AT_ONCE)) < TOLD_AT_ONCE) {
          return;
        }
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Places are told with the next round");
    }
  }

  /** Each in a transaction of its own: one that cannot be stored does not hold up the others. */
  private int loseOverdue() {
    int lost = 0;
    for (Deliveries.Overdue one : transactions.asSystem(() -> deliveries.overdue(AT_ONCE))) {
      try {
        lost += transactions.asSystem(() -> lose(one)) ? 1 : 0;
      } catch (RuntimeException e) {
        LOG.errorf(
            e,
            "A lost attempt cannot be recorded submissionId=%s attemptId=%s",
            one.submission(),
            one.attempt());
        if (Faults.isPassing(e)) {
          break;
        }
      }
    }
    return lost;
  }

  private boolean lose(Deliveries.Overdue one) {
    if (!deliveries.lockIfStillOverdue(one.attempt())) {
      return false;
    }
    Exchange lost = Exchange.unanswered(new SubmitOutcome.InDoubt(Cause.SENDER_LOST));
    exchanges.keepLost(one.attempt());
    recordOutcome.recordLost(one.submission(), one.attempt(), lost);
    return true;
  }
}
