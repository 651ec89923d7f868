package se.sluss.receipts.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;

/**
 * Has packages dated by somebody else, where the operator says by whom. A package is whole without
 * it: a service that does not answer delays nothing, and is asked again. It learns hashes alone.
 */
@ApplicationScoped
public class TimeStamping {
  private static final Logger LOG = Logger.getLogger(TimeStamping.class);
  private static final int AT_ONCE = 20;

  private final EvidenceStore store;
  private final EvidenceConfig.TimeStamping config;
  private final Transactions transactions;
  private final InstantSource clock;
  private final TimeStampClient client;

  public TimeStamping(
      EvidenceStore store,
      EvidenceConfig config,
      Transactions transactions,
      @SharedClock InstantSource clock) {
    this.store = store;
    this.config = config.timeStamping();
    this.transactions = transactions;
    this.clock = clock;
    this.client = new TimeStampClient(this.config.timeout(), clock);
  }

  /** Asks for the stamps that are due. One that does not come holds up no other. */
  void stampDue() {
    if (config.url().isEmpty()) {
      return;
    }
    URI service = config.url().get();
    Instant now = clock.instant();
    List<EvidenceStore.Unstamped> due =
        transactions.asSystem(
            () -> store.claimUnstamped(now, now.plus(config.retryAfter()), AT_ONCE));
    for (EvidenceStore.Unstamped unstamped : due) {
      try {
        TimeStamp stamp = client.ask(service, unstamped.manifest());
        transactions.asSystem(() -> store.stamped(unstamped.receipt(), stamp));
      } catch (IOException e) {
        LOG.warnf(
            "No time stamp came, it is asked for again receiptId=%s reason=\"%s\"",
            unstamped.receipt(), e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
