package se.sluss.submitter.governor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.delivery.AuthorityGateway.Line;
import se.sluss.submitter.delivery.UnreadableDocumentException;

/**
 * Leads one lane on this replica: looks when something may be due, has the next message and a warm
 * connection ready before, and makes the call. Any number of replicas may do the same; the database
 * decides. When the database is away nothing is sent.
 */
final class LaneRunner implements Runnable {
  private static final Logger LOG = Logger.getLogger(LaneRunner.class);
  static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
  private static final Duration WHILE_FULL = Duration.ofMillis(250);

  /** Who only watches lanes looks at all of them together. */
  private static final Duration LOOKS_TOGETHER = Duration.ofMillis(50);

  /** How long before its slot a way is looked for: longer than opening one takes. */
  static final Duration READY_BEFORE = Duration.ofMillis(400);

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

  private final ConnectionId connection;
  private final LaneTools tools;
  private final Semaphore signal = new Semaphore(0);
  private final WarmLines lines;
  private final LaneCalls calls;
  private volatile boolean ended;
  private final BackOff failures = new BackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF);
  private volatile boolean idle = true;
  private long lastWork = System.nanoTime();

  LaneRunner(ConnectionId connection, LaneTools tools) {
    this.connection = connection;
    this.tools = tools;
    this.lines = new WarmLines(connection, tools);
    this.calls = new LaneCalls(connection, tools, lines, this::wake);
  }

  /** There may be something to do for a lane that had nothing. */
  void nudge() {
    if (idle) {
      wake();
    }
  }

  /** What is known of the next slot has changed. */
  private void wake() {
    signal.release();
  }

  void end() {
    ended = true;
    wake();
  }

  @Override
  public void run() {
    try {
      while (!ended && System.nanoTime() - lastWork < tools.config().idle().toNanos()) {
        step();
      }
    } finally {
      ended = true;
      lines.end();
    }
  }

  private void step() {
    try {
      rest();
      Duration wait = round();
      failures.reset();
      pause(wait);
    } catch (RuntimeException e) {
      LOG.warnf(e, "A lane could not go on and tries again connectionId=%s", connection);
      pause(failures.next());
    }
  }

  /** After a call or a missed window; being woken does not end it. */
  private void rest() {
    for (long left = calls.restUntil() - System.nanoTime();
        left > 0 && !ended;
        left = calls.restUntil() - System.nanoTime()) {
      pause(Duration.ofNanos(left));
    }
  }

  /** One look at the lane, and one call when it is due; how long to wait before the next. */
  private Duration round() {
    // Before looking: who comes with something meanwhile wakes this, and what came before is seen.
    idle = true;
    signal.drainPermits();
    long looked = System.nanoTime();
    Outlook outlook = tools.outlook(connection);
    lines.use(outlook.identity());
    if (outlook.changing()) {
      lines.closeIdle();
      return tools.changeOver(connection) ? Duration.ZERO : WHILE_FULL;
    }
    if (!outlook.maySend()) {
      lines.closeIdle();
      return tools.config().probe();
    }
    if (outlook.head().isEmpty()) {
      return sooner(outlook.untilResend().map(LaneRunner::notNegative), tools.config().probe());
    }
    idle = false;
    lastWork = System.nanoTime();
    if (outlook.inFlight() >= tools.config().inFlight()) {
      return WHILE_FULL;
    }
    Duration untilClaim = outlook.untilSlot().minus(tools.config().lead());
    if (!tools.leads(outlook)) {
      Duration deferred = untilClaim.plus(deference(outlook));
      if (deferred.isPositive()) {
        return atMost(tools.config().probe(), together(deferred));
      }
    }
    try {
      calls.prepare(outlook.head().get(), outlook.identity());
    } catch (UnreadableDocumentException e) {
      return putAside(outlook.head().get(), e);
    }
    if (untilClaim.compareTo(READY_BEFORE) > 0) {
      return atMost(tools.config().probe(), untilClaim.minus(READY_BEFORE));
    }
    Line warm = lines.usable();
    if (warm == null) {
      return Duration.ZERO;
    }
    if (wokenBefore(looked + untilClaim.toNanos())) {
      lines.giveBack(warm);
      return Duration.ZERO;
    }
    Line line = lines.usable(warm);
    if (line == null) {
      return Duration.ZERO;
    }
    if (ended) {
      lines.giveBack(line);
      return Duration.ZERO;
    }
    return calls.make(line, outlook.interval());
  }

  /** A wait that ends when others of this process end theirs. */
  private static Duration together(Duration wait) {
    long step = LOOKS_TOGETHER.toNanos();
    long end = System.nanoTime() + wait.toNanos();
    return wait.plusNanos(step - Math.floorMod(end, step));
  }

  /** Half an interval is the most that one may wait for another who may be gone. */
  private Duration deference(Outlook outlook) {
    return atMost(outlook.interval().dividedBy(2), tools.config().deference());
  }

  static Duration atMost(Duration bound, Duration wait) {
    return wait.compareTo(bound) > 0 ? bound : wait;
  }

  /**
   * Only who can open the connection's own secrets may say that a document cannot be opened: with
   * the wrong keys nothing could be, and that is no document's fault.
   */
  private Duration putAside(SubmissionId head, UnreadableDocumentException fault) {
    Line line = lines.usable();
    if (line != null) {
      lines.giveBack(line);
      calls.park(head, fault);
    }
    return Duration.ZERO;
  }

  private static Duration notNegative(Duration wait) {
    return wait.isNegative() ? SHORTEST_WAIT : wait;
  }

  private static Duration sooner(Optional<Duration> one, Duration other) {
    return one.filter(wait -> wait.compareTo(other) < 0).orElse(other);
  }

  /** Waits, or shorter when woken. */
  private void pause(Duration wait) {
    if (wait.isZero() || ended) {
      return;
    }
    try {
      if (signal.tryAcquire(
          Math.max(wait.toNanos(), SHORTEST_WAIT.toNanos()), TimeUnit.NANOSECONDS)) {
        signal.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
    }
  }

  /** Waits for that moment; true when woken before, since then the slot may come sooner. */
  private boolean wokenBefore(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    if (left <= 0 || ended) {
      return ended;
    }
    try {
      boolean woken = signal.tryAcquire(left, TimeUnit.NANOSECONDS);
      if (woken) {
        signal.drainPermits();
      }
      return woken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
      return true;
    }
  }
}
