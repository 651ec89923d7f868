package se.sluss.submitter.archive;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;

/** Removes exchanges that are past their time, a part at a time; any replica may do it. */
@ApplicationScoped
public class ForgetExchanges {
  private static final Logger LOG = Logger.getLogger(ForgetExchanges.class);
  private static final int MOST = 1000;

  private final Exchanges exchanges;
  private final ArchiveConfig config;
  private final Transactions transactions;

  public ForgetExchanges(Exchanges exchanges, ArchiveConfig config, Transactions transactions) {
    this.exchanges = exchanges;
    this.config = config;
    this.transactions = transactions;
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "forget exchanges",
      every = "${sluss.submitter.archive.purge:PT1H}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      int forgotten = forget();
      if (forgotten > 0) {
        LOG.infof("Exchanges are past their time and gone exchanges=%d", forgotten);
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Exchanges past their time are still there and are looked for again");
    }
  }

  /** All that are past their time; how many. */
  public int forget() {
    int all = 0;
    int some;
    do {
      some = transactions.asSystem(() -> exchanges.forget(config.retention(), MOST));
      all += some;
    } while (some == MOST);
    return all;
  }
}
