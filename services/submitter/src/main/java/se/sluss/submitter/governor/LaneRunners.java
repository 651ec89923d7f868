package se.sluss.submitter.governor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.QueueSubmission;

/** The lanes that this replica leads: those with something to send. */
@ApplicationScoped
public class LaneRunners {
  private static final Logger LOG = Logger.getLogger(LaneRunners.class);

  private static final int PLACED_AT_ONCE = 100;

  private final Lanes lanes;
  private final LaneTools tools;
  private final QueueSubmission queueSubmission;
  private final Transactions transactions;
  private final Map<ConnectionId, LaneRunner> runners = new ConcurrentHashMap<>();
  private volatile boolean ending;

  LaneRunners(
      Lanes lanes, LaneTools tools, QueueSubmission queueSubmission, Transactions transactions) {
    this.lanes = lanes;
    this.tools = tools;
    this.queueSubmission = queueSubmission;
    this.transactions = transactions;
  }

  /** Gives documents that have just come their places, and lets their lanes know. */
  public void takeIn() {
    try {
      int placed = PLACED_AT_ONCE;
      while (placed == PLACED_AT_ONCE && !ending) {
        placed = transactions.asSystem(() -> queueSubmission.placeInLanes(PLACED_AT_ONCE));
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Documents wait for their places until the next round");
    }
    look();
  }

  /** Looks for lanes with work, starts those that rest here and wakes the others. */
  @RunOnVirtualThread
  @Scheduled(
      identity = "lanes",
      every = "${sluss.submitter.governor.probe:PT2S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void look() {
    try {
      transactions.asSystem(lanes::withWork).forEach(this::wake);
    } catch (RuntimeException e) {
      LOG.warnf(e, "Lanes could not be looked at");
    }
  }

  private void wake(ConnectionId connection) {
    if (ending) {
      return;
    }
    runners.compute(connection, (id, known) -> known == null ? started(id) : known).wake();
  }

  private LaneRunner started(ConnectionId connection) {
    LaneRunner runner = new LaneRunner(connection, tools);
    Thread.ofVirtual()
        .name("lane-" + connection)
        .start(
            () -> {
              try {
                runner.run();
              } finally {
                runners.remove(connection, runner);
              }
            });
    return runner;
  }

  void stop(@Observes ShutdownEvent event) {
    ending = true;
    runners.values().forEach(LaneRunner::end);
  }
}
