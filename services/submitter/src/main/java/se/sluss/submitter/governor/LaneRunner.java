package se.sluss.submitter.governor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.delivery.AuthorityGateway.Line;
import se.sluss.submitter.delivery.AuthorityGateway.Writing;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.UnreadableDocumentException;

/**
 * Leads one lane on this replica: prepares the next message and a warm connection, waits for the
 * slot, claims it, sends. Any number of replicas may do the same; the database decides. When the
 * database is away nothing is sent.
 */
final class LaneRunner implements Runnable {
  private static final Logger LOG = Logger.getLogger(LaneRunner.class);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
  private static final Duration WHILE_ANOTHER_ASKS = Duration.ofMillis(20);
  private static final Duration WHILE_FULL = Duration.ofMillis(250);

  /** Who only watches lanes looks at all of them together. */
  private static final Duration LOOKS_TOGETHER = Duration.ofMillis(50);

  /** Most answers are there by then, and are stored together with the departure. */
  private static final Duration QUICK_ANSWER = Duration.ofMillis(100);

  private static final Duration QUICKEST_ANSWER = Duration.ofMillis(25);

  /** How long before its slot a way is looked for: longer than opening one takes. */
  private static final Duration READY_BEFORE = Duration.ofMillis(400);

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  private final ConnectionId connection;
  private final LaneTools tools;
  private final Semaphore signal = new Semaphore(0);
  private final WarmLines lines;
  private volatile boolean ended;
  private final BackOff failures = new BackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF);
  private final BackOff missedWindows = new BackOff(FIRST_BACK_OFF, LONGEST_REST);
  private long restUntil = System.nanoTime();
  private volatile boolean idle = true;
  private @Nullable Prepared prepared;
  private long lastWork = System.nanoTime();

  private record Prepared(SubmissionId submission, Envelope envelope) {}

  LaneRunner(ConnectionId connection, LaneTools tools) {
    this.connection = connection;
    this.tools = tools;
    this.lines = new WarmLines(connection, tools);
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
      prepared = null;
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
    for (long left = restUntil - System.nanoTime();
        left > 0 && !ended;
        left = restUntil - System.nanoTime()) {
      pause(Duration.ofNanos(left));
    }
  }

  /** One look at the lane, and one call when it is due; how long to wait before the next. */
  private Duration round() {
    // Set before looking: who comes with something meanwhile wakes this.
    idle = true;
    long looked = System.nanoTime();
    Outlook outlook = tools.outlook(connection);
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
      prepare(outlook.head().get());
    } catch (UnreadableDocumentException e) {
      return putAside(outlook.head().get(), e);
    }
    if (untilClaim.compareTo(READY_BEFORE) > 0) {
      return atMost(tools.config().probe(), untilClaim.minus(READY_BEFORE));
    }
    Line line = lines.usable();
    if (line == null) {
      return Duration.ZERO;
    }
    if (wokenBefore(looked + untilClaim.toNanos())) {
      lines.giveBack(line);
      return Duration.ZERO;
    }
    return call(line, outlook.interval());
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

  private static Duration atMost(Duration bound, Duration wait) {
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
      park(head, fault);
    }
    return Duration.ZERO;
  }

  private void park(SubmissionId document, UnreadableDocumentException fault) {
    LOG.errorf(
        "A document cannot be read connectionId=%s submissionId=%s fault=%s",
        connection, document, kindOf(fault));
    tools.parkUnreadable().park(document);
  }

  private static String kindOf(UnreadableDocumentException fault) {
    Throwable cause = fault.getCause();
    return cause == null ? "" : cause.getClass().getSimpleName();
  }

  private Duration call(Line warm, Duration interval) {
    Line line = lines.usable(warm);
    if (line == null) {
      return Duration.ZERO;
    }
    boolean given = false;
    try {
      if (ended) {
        return Duration.ZERO;
      }
      Claim claim = tools.takeSlot().take(connection);
      return switch (claim) {
        case Claim.Granted(var grant) -> {
          given = send(grant, line, interval);
          yield Duration.ZERO;
        }
        case Claim.NotDue(var until) -> until.plus(SHORTEST_WAIT);
        case Claim.NothingToSend _ -> WHILE_ANOTHER_ASKS;
        case Claim.Busy _ -> WHILE_ANOTHER_ASKS;
        case Claim.Halted _ -> Duration.ZERO;
      };
    } finally {
      if (!given) {
        lines.giveBack(line);
      }
    }
  }

  /** Whether the line now belongs to the one who reads the answer. */
  private boolean send(Grant grant, Line line, Duration interval) {
    Envelope envelope;
    try {
      envelope = envelopeOf(grant);
    } catch (UnreadableDocumentException e) {
      notSent(grant);
      park(grant.delivery().submission().submissionId(), e);
      return false;
    } catch (RuntimeException e) {
      notSent(grant);
      throw e;
    }
    Writing writing = line.write(envelope, grant.slot().window());
    return switch (writing) {
      case Writing.NotSent _ -> {
        notSent(grant);
        tools.windowsMissed().increment();
        restUntil = System.nanoTime() + missedWindows.next().toNanos();
        yield false;
      }
      case Writing.Sent(var by) -> {
        missedWindows.reset();
        sent(grant, line, by, interval);
        yield true;
      }
      case Writing.Broken(var by, var outcome) -> {
        age(grant, by);
        tools.record(
            grant,
            Exchange.unanswered(outcome),
            Optional.of(grant.slot().noLaterThan(by)),
            Optional.of(Duration.ZERO));
        yield false;
      }
    };
  }

  /**
   * The departure is stored with the answer, or alone when that takes a while; until then the lane
   * stays booked for longer. Nothing of the next call is worth a look before it is close.
   */
  private void sent(Grant grant, Line line, long by, Duration interval) {
    var answered = new CountDownLatch(1);
    tools.readLater(
        grant,
        by,
        line::read,
        () -> {
          answered.countDown();
          lines.giveBack(line);
        },
        this::wake);
    age(grant, by);
    Duration untilNext = interval.minus(tools.config().lead()).minus(READY_BEFORE);
    restUntil = by + atMost(tools.config().probe(), untilNext).toNanos();
    try {
      Duration quick = atMost(QUICK_ANSWER, interval.dividedBy(4));
      long wait = Math.max(quick.toNanos(), QUICKEST_ANSWER.toNanos());
      if (!answered.await(wait, TimeUnit.NANOSECONDS)) {
        confirm(grant, by);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
    }
  }

  private void age(Grant grant, long by) {
    tools.slotAge().record(Duration.between(grant.slot().at(), grant.slot().noLaterThan(by)));
  }

  private void notSent(Grant grant) {
    LOG.infof(
        "A slot was given back connectionId=%s submissionId=%s",
        connection, grant.delivery().submission().submissionId());
    tools.record(
        grant,
        Exchange.unanswered(new SubmitOutcome.NotSent(Cause.WINDOW_MISSED)),
        Optional.empty(),
        Optional.empty());
  }

  /** Without it the lane waits for the booked end, which is later and never too early. */
  private void confirm(Grant grant, long by) {
    try {
      tools.takeSlot().confirm(grant, by);
    } catch (RuntimeException e) {
      LOG.warnf(e, "A booking stays as it was connectionId=%s", connection);
    }
  }

  private void prepare(SubmissionId head) {
    Prepared known = prepared;
    if (known == null || !known.submission().equals(head)) {
      prepared = new Prepared(head, tools.envelope(head));
    }
  }

  private Envelope envelopeOf(Grant grant) {
    SubmissionId submission = grant.delivery().submission().submissionId();
    Prepared known = prepared;
    prepared = null;
    return known != null && known.submission().equals(submission)
        ? known.envelope()
        : tools.envelope(submission);
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
