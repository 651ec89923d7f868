package se.sluss.submitter.governor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.QueueSubmission;

/** The lanes that this replica leads: those with something to send. */
@ApplicationScoped
public class LaneRunners {
  private static final Logger LOG = Logger.getLogger(LaneRunners.class);

  private static final int PLACED_AT_ONCE = 100;
  private static final int TOLD_AT_ONCE = 10;

  /** Before what answers are read and stored with ends. */
  private static final int FIRST = 1;

  /** Longer than a slot that was taken already may last. */
  private static final Duration FOR_RUNNERS = Duration.ofSeconds(2);

  private final Lanes lanes;
  private final LaneTools tools;
  private final QueueSubmission queueSubmission;
  private final Transactions transactions;
  private final Map<ConnectionId, LaneRunner> runners = new ConcurrentHashMap<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
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
      while (placed >= PLACED_AT_ONCE && !ending) {
        placed = placeSome();
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Documents wait for their places until the next round");
    }
  }

  /** Lanes hear of it once a few are told, so that who is first is told of its place before. */
  private int placeSome() {
    Deliveries.Placed placed =
        transactions.asSystem(() -> queueSubmission.placeInLanes(PLACED_AT_ONCE));
    int told = tellSome();
    placed.lanes().forEach(this::nudge);
    while (told == TOLD_AT_ONCE && !ending) {
      told = tellSome();
    }
    return placed.jobs();
  }

  /** Few at once, since a document that is held for telling cannot go. */
  private int tellSome() {
    return transactions.asSystem(() -> queueSubmission.tellPlaces(TOLD_AT_ONCE));
  }

  /** Looks for lanes with work, and starts those that rest here. */
  @RunOnVirtualThread
  @Scheduled(
      identity = "lanes",
      every = "${sluss.submitter.governor.probe:PT2S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void look() {
    try {
      transactions.asSystem(lanes::withWork).forEach(this::nudge);
    } catch (RuntimeException e) {
      LOG.warnf(e, "Lanes could not be looked at");
    }
  }

  private void nudge(ConnectionId connection) {
    if (ending) {
      return;
    }
    LaneRunner runner =
        runners.compute(connection, (id, known) -> known == null ? started(id) : known);
    runner.nudge();
    // It may have been started while those that were there were told to end.
    if (ending) {
      runner.end();
    }
  }

  private LaneRunner started(ConnectionId connection) {
    LaneRunner runner = new LaneRunner(connection, tools);
    Thread thread =
        Thread.ofVirtual()
            .name("lane-" + connection)
            .unstarted(
                () -> {
                  try {
                    runner.run();
                  } finally {
                    runners.remove(connection, runner);
                    threads.remove(Thread.currentThread());
                  }
                });
    threads.add(thread);
    thread.start();
    return runner;
  }

  /** Takes no more slots, and waits for the answers to what is under way. */
  void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
    ending = true;
    runners.values().forEach(LaneRunner::end);
    long deadline = System.nanoTime() + FOR_RUNNERS.toNanos();
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    tools.close(tools.config().farewell());
  }
}
