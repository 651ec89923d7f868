package se.sluss.receipts.evidence;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.receipts.ops.EvidenceMetrics;

/**
 * Makes packages as they can be made, appends them to the log, has them dated, and erases those
 * whose time is over. Every step may be done by any number of processes, and again after a crash.
 */
@ApplicationScoped
public class EvidenceWorker {
  private static final Logger LOG = Logger.getLogger(EvidenceWorker.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_ERASURES = Duration.ofHours(1);
  private static final int MOST_A_LOOK = 200;

  private final MakePackage packages;
  private final RestoreLog restore;
  private final AppendToLog log;
  private final TimeStamping stamping;
  private final EvidenceStore store;
  private final EvidenceMetrics metrics;
  private final EraseEvidence erase;
  private final EvidenceConfig config;
  private final Transactions transactions;
  private final InstantSource clock;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          5, Thread.ofPlatform().daemon().name("evidence-", 1).factory());

  public EvidenceWorker(
      MakePackage packages,
      RestoreLog restore,
      AppendToLog log,
      TimeStamping stamping,
      EvidenceStore store,
      EvidenceMetrics metrics,
      EraseEvidence erase,
      EvidenceConfig config,
      Transactions transactions,
      @SharedClock InstantSource clock) {
    this.packages = packages;
    this.restore = restore;
    this.log = log;
    this.stamping = stamping;
    this.store = store;
    this.metrics = metrics;
    this.erase = erase;
    this.config = config;
    this.transactions = transactions;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    log.requireSameLog();
    restore.tellOfMirror(clock.instant());
    every(BETWEEN_LOOKS, "make packages", this::make);
    every(BETWEEN_LOOKS, "look at what waits", this::show);
    every(config.treeHeadEvery(), "append to the log", this::append);
    every(config.treeHeadEvery(), "look at the mirror", this::showMirror);
    every(BETWEEN_LOOKS, "have packages dated", stamping::stampDue);
    every(BETWEEN_ERASURES, "erase what is past its time", erase::now);
  }

  void stop(@Observes ShutdownEvent stopped) {
    threads.shutdownNow();
  }

  private void every(Duration delay, String name, Runnable step) {
    var unused =
        threads.scheduleWithFixedDelay(
            () -> attempt(name, step), 0, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(String name, Runnable step) {
    try {
      step.run();
    } catch (Throwable e) {
      // Whatever it is: a task that throws is never called again.
      if (!Thread.currentThread().isInterrupted()) {
        LOG.errorf(e, "Evidence waits, and is tried again step=\"%s\"", name);
      }
    }
  }

  private void make() {
    int made = 0;
    while (made < MOST_A_LOOK && packages.next()) {
      made++;
    }
  }

  private void show() {
    Instant now = clock.instant();
    metrics.show(transactions.asSystem(store::waiting), now);
  }

  private void showMirror() {
    metrics.showMirror(restore.unguardedSince(), clock.instant());
  }

  private void append() {
    restore.restore();
    while (log.append() > 0) {
      // Until nothing waits.
    }
  }
}
