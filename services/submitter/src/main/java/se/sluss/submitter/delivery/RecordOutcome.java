package se.sluss.submitter.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.submitter.archive.KeepExchanges;
import se.sluss.submitter.delivery.Deliveries.Change;
import se.sluss.submitter.delivery.Deliveries.Ended;
import se.sluss.submitter.ops.Names;

/** Stores how an attempt ended, with the raw answer, and moves the document on. */
@ApplicationScoped
public class RecordOutcome {
  private static final Logger LOG = Logger.getLogger(RecordOutcome.class);

  private final Deliveries deliveries;
  private final DeliveryEvents events;
  private final OutcomeEvents outcomeEvents;
  private final KeepExchanges exchanges;
  private final StopLane stopLane;
  private final LaneBrake brake;
  private final Sealer sealer;
  private final Transactions transactions;
  private final DeliveryConfig config;
  private final MeterRegistry meters;

  public RecordOutcome(
      Deliveries deliveries,
      DeliveryEvents events,
      OutcomeEvents outcomeEvents,
      KeepExchanges exchanges,
      StopLane stopLane,
      LaneBrake brake,
      Sealer sealer,
      Transactions transactions,
      DeliveryConfig config,
      MeterRegistry meters) {
    this.deliveries = deliveries;
    this.events = events;
    this.outcomeEvents = outcomeEvents;
    this.exchanges = exchanges;
    this.stopLane = stopLane;
    this.brake = brake;
    this.sealer = sealer;
    this.transactions = transactions;
    this.config = config;
    this.meters = meters;
  }

  /** An ending, its sealed answer, and the number of its attempt. */
  private record New(Ending ending, SealedBytes answer, int number) {}

  /** What a new ending has made of its document. */
  private record Moved(New one, Delivery before, Delivery after) {
    private Ending ending() {
      return one.ending();
    }
  }

  /** Rows that several endings touch are taken in one order, so that two rounds cannot cross. */
  private static final Comparator<Ending> ORDER =
      Comparator.comparing((Ending ending) -> ending.connection().value())
          .thenComparing(ending -> ending.submission().value());

  /**
   * Each with its attempt, the document's state, the event, and what the lane makes of it; all in
   * one transaction, or, when that fails, each in its own. Doing it again changes nothing. What may
   * go back to the queue is stored alone, since it changes the rows that slots are chosen from.
   *
   * @return in their order, what each failed with; empty for what is stored
   */
  public List<Optional<RuntimeException>> recordTogether(List<Ending> endings) {
    Map<Ending, Optional<RuntimeException>> faults = new IdentityHashMap<>();
    List<Ending> inOrder = endings.stream().sorted(ORDER).toList();
    store(inOrder.stream().filter(ending -> !ending.standsAlone()).toList(), faults);
    inOrder.stream().filter(Ending::standsAlone).forEach(ending -> store(List.of(ending), faults));
    return endings.stream().map(faults::get).toList();
  }

  private void store(List<Ending> endings, Map<Ending, Optional<RuntimeException>> faults) {
    if (endings.isEmpty()) {
      return;
    }
    try {
      transactions.asSystem(() -> recordAll(endings));
      endings.forEach(this::tell);
      endings.forEach(ending -> faults.put(ending, Optional.empty()));
    } catch (RuntimeException e) {
      if (endings.size() == 1) {
        faults.put(endings.getFirst(), Optional.of(e));
      } else {
        endings.forEach(ending -> store(List.of(ending), faults));
      }
    }
  }

  /** In the attempt's trace, to which the line and the timer's exemplar then lead. */
  private void tell(Ending ending) {
    try (Scope _ = ending.trace().makeCurrent()) {
      LOG.infof(
          "An attempt ended submissionId=%s attemptId=%s outcome=%s",
          ending.submission(), ending.attempt(), ending.outcome());
      meters
          .counter(Names.ATTEMPTS, "outcome", ending.outcome().getClass().getSimpleName())
          .increment();
      ending.took().ifPresent(took -> meters.timer(Names.CALL_DURATION).record(took));
    }
  }

  /** An attempt of which nobody will tell how it ended. Runs in the caller's transaction. */
  void recordLost(SubmissionId submission, AttemptId attempt, Exchange lost) {
    Delivery delivery =
        deliveries
            .lock(submission)
            .orElseThrow(() -> new IllegalStateException("No job of " + submission));
    recordAll(
        List.of(
            new Ending(
                delivery, attempt, lost, Optional.empty(), Optional.empty(), Context.current())));
  }

  /** The lanes' rows, which all wait for, are taken last. */
  private void recordAll(List<Ending> endings) {
    Instant now = deliveries.now();
    Map<SubmissionId, Delivery> known = new HashMap<>();
    deliveries
        .lockAll(endings.stream().map(Ending::submission).distinct().toList())
        .forEach(delivery -> known.put(delivery.submission().submissionId(), delivery));
    List<New> news = news(endings);
    exchanges.keep(news.stream().map(New::ending).toList());
    List<Moved> moves = moves(news, known, now);
    save(moves);
    moves.forEach(moved -> tell(moved, now));
    List<LaneBrake.Lesson> lessons =
        moves.stream().map(moved -> Lessons.of(moved.ending())).flatMap(Optional::stream).toList();
    if (!lessons.isEmpty()) {
      brake.learn(lessons);
    }
    moves.forEach(moved -> brakeOn(moved.ending()));
  }

  /** Stores the attempts' ends; those that were not known before. */
  private List<New> news(List<Ending> endings) {
    Map<AttemptId, SealedBytes> answers = new HashMap<>();
    List<Ending> once =
        endings.stream()
            .filter(one -> answers.putIfAbsent(one.attempt(), sealedAnswer(one)) == null)
            .toList();
    Map<AttemptId, Integer> numbers =
        deliveries.end(
            once.stream().map(ending -> ended(ending, answers.get(ending.attempt()))).toList());
    List<New> news = new ArrayList<>();
    for (Ending ending : once) {
      Integer number = numbers.get(ending.attempt());
      SealedBytes answer = answers.get(ending.attempt());
      if (number != null && answer != null) {
        news.add(new New(ending, answer, number));
      }
    }
    return news;
  }

  private static Ended ended(Ending ending, @Nullable SealedBytes response) {
    Optional<RawAnswer> answer = ending.exchange().answer();
    return new Ended(
        ending.attempt(),
        ending.outcome(),
        answer.map(RawAnswer::status).orElse(null),
        answer.isPresent() ? response : null,
        ending.took().orElse(null));
  }

  /** What documents become, one ending after the other. */
  private List<Moved> moves(List<New> news, Map<SubmissionId, Delivery> known, Instant now) {
    List<Moved> moves = new ArrayList<>();
    for (New one : news) {
      Ending ending = one.ending();
      Delivery before = known.get(ending.submission());
      if (before == null) {
        throw new IllegalStateException("No job of " + ending.submission());
      }
      Delivery after = before.after(ending.attempt(), ending.outcome(), config.resendPolicy(), now);
      known.put(ending.submission(), after);
      moves.add(new Moved(one, before, after));
    }
    return moves;
  }

  private void save(List<Moved> moves) {
    // Before the document is counted back in: who comes back starts at the lane's virtual time.
    moves.stream()
        .filter(moved -> moved.ending().outcome() instanceof SubmitOutcome.NotSent)
        .forEach(moved -> brake.unused(moved.ending().attempt()));
    Map<SubmissionId, Change> changes = new LinkedHashMap<>();
    for (Moved moved : moves) {
      changes.merge(
          moved.ending().submission(),
          new Change(moved.before(), moved.after()),
          (first, last) -> new Change(first.before(), last.after()));
    }
    changes.values().removeIf(change -> change.after().equals(change.before()));
    if (!changes.isEmpty()) {
      deliveries.saveAll(List.copyOf(changes.values()));
    }
  }

  private void tell(Moved moved, Instant now) {
    Ending ending = moved.ending();
    try (Scope ignored = ending.trace().makeCurrent()) {
      if (!moved.after().equals(moved.before())) {
        outcomeEvents.tell(
            moved.after(),
            ending.attempt(),
            moved.one().number(),
            ending.outcome(),
            moved.one().answer(),
            now);
        stopIfWished(moved.after(), now);
      } else if (isVerdict(ending.outcome())) {
        LOG.warnf(
            "A verdict came after the document had ended otherwise, and is kept with its attempt"
                + " submissionId=%s attemptId=%s state=%s outcome=%s",
            ending.submission(), ending.attempt(), moved.after().state(), ending.outcome());
        meters.counter(Names.VERDICTS_TOO_LATE).increment();
      }
    }
  }

  private static boolean isVerdict(SubmitOutcome outcome) {
    return switch (outcome) {
      case SubmitOutcome.Received _, SubmitOutcome.Refused _ -> true;
      case SubmitOutcome.NotSent _, SubmitOutcome.InDoubt _, SubmitOutcome.ShutOff _ -> false;
    };
  }

  /** Told after the return to the queue, so that whoever follows sees every move. */
  private void stopIfWished(Delivery delivery, Instant now) {
    Delivery stopped = delivery.asWished();
    if (!stopped.equals(delivery)) {
      deliveries.save(delivery, stopped);
      events.cancelled(stopped, now);
    }
  }

  /** What else the lane makes of it. */
  private void brakeOn(Ending ending) {
    ConnectionId connection = ending.connection();
    switch (ending.outcome()) {
      case SubmitOutcome.ShutOff(var cause, _) -> {
        ending.leftBy().ifPresent(by -> brake.left(ending.attempt(), by));
        stopLane.stopWithin(connection, cause);
      }
      case SubmitOutcome.InDoubt(var cause) -> {
        if (ending.took().isEmpty()) {
          brake.learnedNothing(connection, ending.attempt());
        }
        if (cause.overload()) {
          brake.hold(connection, config.strainHold());
        }
      }
      case SubmitOutcome.NotSent _ -> brake.learnedNothing(connection, ending.attempt());
      case SubmitOutcome.Received _, SubmitOutcome.Refused _ -> {}
    }
  }

  private SealedBytes sealedAnswer(Ending ending) {
    return sealer.seal(
        ending.delivery().submission().tenantId(),
        ending.submission().value(),
        Purpose.AUTHORITY_RESPONSE,
        ending.exchange().answer().map(RawAnswer::body).orElse(new byte[0]));
  }
}
