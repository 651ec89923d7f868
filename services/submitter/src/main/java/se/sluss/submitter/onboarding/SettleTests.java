package se.sluss.submitter.onboarding;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;

/** Notes what became of connection tests, while the archive still has it. */
@ApplicationScoped
class SettleTests {
  private static final Logger LOG = Logger.getLogger(SettleTests.class);

  private final ConnectionTests tests;
  private final Transactions transactions;

  SettleTests(ConnectionTests tests, Transactions transactions) {
    this.tests = tests;
    this.transactions = transactions;
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "settle connection tests",
      every = "${sluss.submitter.onboarding.look:PT5S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      int settled = transactions.asSystem(tests::settle);
      if (settled > 0) {
        LOG.infof("Connection tests have a result tests=%d", settled);
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Connection tests were not looked at and are looked at again");
    }
  }
}
