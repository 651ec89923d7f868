package se.sluss.receipts.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;

/**
 * Erases what is past its time: packages, what receipts hold of the authority's answers, and in the
 * end the keys that packages were sealed under. What stays are the hashes in the log, and that
 * there was a receipt.
 */
@ApplicationScoped
public class EraseEvidence {
  private static final Logger LOG = Logger.getLogger(EraseEvidence.class);
  private static final int AT_ONCE = 500;

  private final EvidenceStore store;
  private final PackageKeys keys;
  private final EvidenceConfig config;
  private final Transactions transactions;
  private final InstantSource clock;

  public EraseEvidence(
      EvidenceStore store,
      PackageKeys keys,
      EvidenceConfig config,
      Transactions transactions,
      @SharedClock InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.config = config;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Erases all that is past its time now. */
  public void now() {
    Instant now = clock.instant();
    before(now.atZone(ZoneOffset.UTC).minus(config.retention()).toInstant());
    transactions.asSystem(() -> store.sweep(now));
  }

  /** Erases what was kept before that, some at a time. */
  public void before(Instant then) {
    Instant now = clock.instant();
    int packages = all(() -> store.erase(then, now, AT_ONCE));
    int unmade = all(() -> store.eraseUnmade(then, now, AT_ONCE));
    int answers = all(() -> store.eraseAnswers(then, now, AT_ONCE));
    int destroyed = transactions.asSystem(() -> keys.destroy(then));
    if (unmade > 0) {
      LOG.errorf("Evidence packages were never made and are past their time packages=%d", unmade);
    }
    if (packages + answers + destroyed > 0) {
      LOG.infof(
          "Evidence past its time is erased packages=%d answers=%d keys=%d",
          packages, answers, destroyed);
    }
  }

  private int all(IntSupplier some) {
    int all = 0;
    int batch;
    do {
      batch = transactions.asSystem(some::getAsInt);
      all += batch;
    } while (batch == AT_ONCE);
    return all;
  }
}
