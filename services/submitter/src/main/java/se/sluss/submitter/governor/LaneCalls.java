package se.sluss.submitter.governor;

import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.delivery.AuthorityGateway.Line;
import se.sluss.submitter.delivery.AuthorityGateway.Writing;
import se.sluss.submitter.delivery.Call;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.UnreadableDocumentException;

/** Makes one lane's calls: takes the slot, writes within it, and has the departure stored. */
final class LaneCalls {
  private static final Logger LOG = Logger.getLogger(LaneCalls.class);
  private static final Duration WHILE_ANOTHER_ASKS = Duration.ofMillis(20);

  /** Most answers are there by then, and are stored together with the departure. */
  private static final Duration QUICK_ANSWER = Duration.ofMillis(100);

  private static final Duration QUICKEST_ANSWER = Duration.ofMillis(25);

  /** Storing an answer takes less, usually; the next slot is not known before. */
  private static final Duration STORED_SOON = Duration.ofMillis(50);

  private static final Duration FIRST_REST = Duration.ofMillis(250);
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  private final ConnectionId connection;
  private final LaneTools tools;
  private final WarmLines lines;
  private final Runnable whenStored;
  private final BackOff missedWindows = new BackOff(FIRST_REST, LONGEST_REST);
  private @Nullable Prepared prepared;
  private @Nullable Departed last;
  private long restUntil = System.nanoTime();

  /**
   * @param identity what the connection had then; a message made before it was moved is not used
   */
  private record Prepared(SubmissionId submission, CertificateId identity, Envelope envelope) {
    boolean isFor(SubmissionId asked, CertificateId now) {
      return submission.equals(asked) && identity.equals(now);
    }
  }

  /**
   * The last call of this process.
   *
   * @param by when its bytes had left, by {@link System#nanoTime}
   * @param interval in force then
   */
  private record Departed(long by, Duration interval) {}

  /**
   * @param whenStored told, on another thread, when an answer is stored
   */
  LaneCalls(ConnectionId connection, LaneTools tools, WarmLines lines, Runnable whenStored) {
    this.connection = connection;
    this.tools = tools;
    this.lines = lines;
    this.whenStored = whenStored;
  }

  /** Until when, by {@link System#nanoTime}, nothing of the next call is worth a look. */
  long restUntil() {
    return restUntil;
  }

  /**
   * Asks for the slot, and sends in it.
   *
   * @param line ready to be written to; given back here, or by whoever reads the answer
   * @param interval the lane's in force
   * @return how long to wait before the lane is looked at again
   */
  Duration make(Line line, Duration interval) {
    boolean given = false;
    try {
      Claim claim = tools.takeSlot().take(connection, line.fresh(), ready(line));
      return switch (claim) {
        case Claim.Granted(var grant) when !grant.identity().equals(line.identity()) -> {
          // Another certificate came into force after the line was opened.
          line.close();
          notSent(grant);
          yield Duration.ZERO;
        }
        case Claim.Granted(var grant) -> {
          given = send(grant, line, interval);
          yield Duration.ZERO;
        }
        case Claim.NotDue(var until) -> until.plus(LaneRunner.SHORTEST_WAIT);
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
    Writing writing = line.write(envelope, departure(grant, interval));
    return switch (writing) {
      case Writing.NotSent _ -> {
        notSent(grant);
        tools.windowsMissed().increment();
        restUntil = System.nanoTime() + missedWindows.next().toNanos();
        yield false;
      }
      case Writing.Sent(var by) -> {
        missedWindows.reset();
        last = new Departed(by, interval);
        sent(grant, line, Call.of(envelope, line.way()), by, interval);
        yield true;
      }
      case Writing.Broken(var by, var outcome) -> {
        last = new Departed(by, interval);
        age(grant, by);
        tools.broken(grant, by, Exchange.unanswered(outcome).asked(Call.of(envelope, line.way())));
        yield false;
      }
    };
  }

  /**
   * Whatever the database's clock says, this process leaves its own calls their interval: that of
   * the last call, since strain that is learned later moves no booking, or a shorter one of now.
   */
  private Window departure(Grant grant, Duration interval) {
    Window window = grant.slot().window();
    return last == null
        ? window
        : window.after(last.by() + Window.shortest(LaneRunner.atMost(last.interval(), interval)));
  }

  /**
   * The departure is stored with the answer, or alone when that takes a while; until then the lane
   * stays booked for longer. Nothing of the next call is worth a look before it is close.
   */
  private void sent(Grant grant, Line line, Call call, long by, Duration interval) {
    var answered = new CountDownLatch(1);
    var stored = new CountDownLatch(1);
    tools.readLater(
        grant,
        by,
        () -> line.read().asked(call),
        () -> {
          answered.countDown();
          lines.giveBack(line);
        },
        () -> {
          stored.countDown();
          whenStored.run();
        });
    age(grant, by);
    Duration untilNext = interval.minus(tools.config().lead()).minus(LaneRunner.READY_BEFORE);
    restUntil = by + LaneRunner.atMost(tools.config().probe(), untilNext).toNanos();
    try {
      Duration quick = LaneRunner.atMost(QUICK_ANSWER, interval.dividedBy(4));
      long wait = Math.max(quick.toNanos(), QUICKEST_ANSWER.toNanos());
      if (answered.await(wait, TimeUnit.NANOSECONDS)) {
        stored.await(STORED_SOON.toNanos(), TimeUnit.NANOSECONDS);
      } else {
        confirm(grant, by);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** In the attempt's trace, to which the timer's exemplar then leads. */
  private void age(Grant grant, long by) {
    try (Scope _ = grant.trace().makeCurrent()) {
      tools.slotAge().record(Duration.between(grant.slot().at(), grant.slot().noLaterThan(by)));
    }
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

  /**
   * Has the message of the one who is expected to go next ready.
   *
   * @throws UnreadableDocumentException when it is the document's fault and stays
   */
  void prepare(SubmissionId head, CertificateId identity) {
    Prepared known = prepared;
    if (known == null || !known.isFor(head, identity)) {
      prepared = new Prepared(head, identity, tools.envelope(connection, identity, head));
    }
  }

  /** What would go over this line, if the one goes who was expected. */
  private Optional<Lanes.Ready> ready(Line line) {
    return Optional.ofNullable(prepared)
        .filter(known -> known.identity().equals(line.identity()))
        .map(known -> new Lanes.Ready(known.submission(), Call.of(known.envelope(), line.way())));
  }

  private Envelope envelopeOf(Grant grant) {
    SubmissionId submission = grant.delivery().submission().submissionId();
    Prepared known = prepared;
    prepared = null;
    return known != null && known.isFor(submission, grant.identity())
        ? known.envelope()
        : tools.envelope(connection, grant.identity(), submission);
  }

  /** Puts a document aside for a person. */
  void park(SubmissionId document, UnreadableDocumentException fault) {
    LOG.errorf(
        "A document cannot be read connectionId=%s submissionId=%s fault=%s",
        connection, document, kindOf(fault));
    tools.parkUnreadable().park(document);
  }

  private static String kindOf(UnreadableDocumentException fault) {
    Throwable cause = fault.getCause();
    return cause == null ? "" : cause.getClass().getSimpleName();
  }
}
