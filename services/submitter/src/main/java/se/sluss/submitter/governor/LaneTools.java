package se.sluss.submitter.governor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Faults;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.together.Together;
import se.sluss.kit.trace.Asked;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.SealBrokenException;
import se.sluss.submitter.delivery.AuthorityGateway;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.Ending;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.OpenDocument;
import se.sluss.submitter.delivery.ParkUnreadable;
import se.sluss.submitter.delivery.RecordOutcome;
import se.sluss.submitter.delivery.StopLane;
import se.sluss.submitter.delivery.Transfer;
import se.sluss.submitter.delivery.UnreadableDocumentException;
import se.sluss.submitter.ops.Names;

/** What lane runners work with. */
@ApplicationScoped
class LaneTools {
  private static final Logger LOG = Logger.getLogger(LaneTools.class);
  private static final int MOST_OUTLOOKS = 500;
  private static final int MOST_DOCUMENTS = 16;
  private static final int MOST_ENDINGS = 50;
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

  private final Lanes lanes;
  private final TakeSlot takeSlot;
  private final AuthorityGateway gateway;
  private final Deliveries deliveries;
  private final OpenDocument openDocument;
  private final RecordOutcome recordOutcome;
  private final StopLane stopLane;
  private final ParkUnreadable parkUnreadable;
  private final Transactions transactions;
  private final Traces traces;
  private final GovernorConfig config;
  private final Timer slotAge;
  private final Counter windowsMissed;
  private final Replica replica;
  private final Together<ConnectionId, Optional<Outlook>> outlooks;
  private final Together<SubmissionId, Optional<Deliveries.Kept>> documents;
  private final Together<Ending, Optional<RuntimeException>> endings;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

  LaneTools(
      Lanes lanes,
      TakeSlot takeSlot,
      AuthorityGateway gateway,
      Deliveries deliveries,
      OpenDocument openDocument,
      RecordOutcome recordOutcome,
      StopLane stopLane,
      ParkUnreadable parkUnreadable,
      Transactions transactions,
      Traces traces,
      GovernorConfig config,
      Replica replica,
      MeterRegistry meters) {
    this.lanes = lanes;
    this.takeSlot = takeSlot;
    this.gateway = gateway;
    this.deliveries = deliveries;
    this.openDocument = openDocument;
    this.recordOutcome = recordOutcome;
    this.stopLane = stopLane;
    this.parkUnreadable = parkUnreadable;
    this.transactions = transactions;
    this.traces = traces;
    this.config = config;
    this.slotAge = meters.timer(Names.SLOT_AGE);
    this.windowsMissed = meters.counter(Names.WINDOWS_MISSED);
    this.replica = replica;
    this.outlooks = new Together<>("outlooks", MOST_OUTLOOKS, this::outlooks);
    this.documents = new Together<>("documents", MOST_DOCUMENTS, this::documents);
    this.endings = new Together<>("endings", MOST_ENDINGS, recordOutcome::recordTogether);
  }

  GovernorConfig config() {
    return config;
  }

  TakeSlot takeSlot() {
    return takeSlot;
  }

  AuthorityGateway gateway() {
    return gateway;
  }

  StopLane stopLane() {
    return stopLane;
  }

  Timer slotAge() {
    return slotAge;
  }

  ParkUnreadable parkUnreadable() {
    return parkUnreadable;
  }

  Counter windowsMissed() {
    return windowsMissed;
  }

  /** Whether this replica took the lane's last slot, so that the next is its own first. */
  boolean leads(Outlook outlook) {
    return outlook.claimedBy().isEmpty() || outlook.claimedBy().equals(replica.name());
  }

  Outlook outlook(ConnectionId connection) {
    return outlooks
        .ask(connection)
        .orElseThrow(() -> new IllegalStateException("No lane of " + connection));
  }

  boolean changeOver(ConnectionId connection) {
    return transactions.asSystem(() -> lanes.changeOver(connection));
  }

  private List<Optional<Outlook>> outlooks(List<ConnectionId> connections) {
    Map<ConnectionId, Outlook> seen =
        transactions.asSystem(() -> lanes.outlooks(Set.copyOf(connections)));
    return connections.stream().map(each -> Optional.ofNullable(seen.get(each))).toList();
  }

  private List<Optional<Deliveries.Kept>> documents(List<SubmissionId> submissions) {
    Map<SubmissionId, Deliveries.Kept> kept =
        transactions.asSystem(() -> deliveries.kept(submissions.stream().distinct().toList()));
    return submissions.stream().map(each -> Optional.ofNullable(kept.get(each))).toList();
  }

  /**
   * The message of a job, opened and written outside of any transaction.
   *
   * @throws UnreadableDocumentException when it is the document's fault and stays
   */
  Envelope envelope(ConnectionId connection, CertificateId identity, SubmissionId submission) {
    Deliveries.Kept kept =
        documents
            .ask(submission)
            .orElseThrow(() -> new IllegalStateException("No job of " + submission));
    try {
      return gateway.prepare(
          new Transfer(connection, submission, kept.queuedAt()),
          identity,
          openDocument.open(kept.submission(), kept.sealed()));
    } catch (SealBrokenException | IllegalArgumentException | IllegalStateException e) {
      if (Faults.isPassing(e)) {
        throw e;
      }
      throw new UnreadableDocumentException(submission, e);
    }
  }

  /**
   * Reads the answer on a thread of its own, within the attempt's trace, and records it together
   * with the departure.
   *
   * @param whenRead told before anything is stored
   */
  void readLater(
      Grant grant, long sentBy, Supplier<Exchange> read, Runnable whenRead, Runnable whenStored) {
    readers.execute(
        () -> {
          try (Scope ignored = grant.trace().makeCurrent()) {
            Exchange exchange = called(grant, read);
            Duration took = Duration.ofNanos(System.nanoTime() - sentBy);
            whenRead.run();
            record(
                grant, exchange, Optional.of(grant.slot().noLaterThan(sentBy)), Optional.of(took));
            whenStored.run();
          }
        });
  }

  /** Records a call that broke while it was written: it has a span as any other. */
  void broken(Grant grant, long by, Exchange unanswered) {
    try (Scope _ = grant.trace().makeCurrent()) {
      record(
          grant,
          called(grant, () -> unanswered),
          Optional.of(grant.slot().noLaterThan(by)),
          Optional.of(Duration.ZERO));
    }
  }

  private Exchange called(Grant grant, Supplier<Exchange> read) {
    return traces.call(
        Names.SPAN_CALL,
        TakeSlot.attributes(grant.delivery(), grant.connection()),
        () -> seen(read.get()));
  }

  /** Who was called, and what came of it, stand in the call's span. */
  private Exchange seen(Exchange exchange) {
    exchange.call().map(call -> URI.create(call.way().address())).ifPresent(Asked::registered);
    exchange.answer().ifPresent(answer -> traces.answered(answer.status()));
    exchange.outcome().fault().ifPresent(traces::failed);
    return exchange;
  }

  /**
   * Records an outcome, however long the database is away. When this process ends before, the
   * attempt is found without an end, and its document is in doubt.
   */
  void record(Grant grant, Exchange exchange, Optional<Instant> leftBy, Optional<Duration> took) {
    Ending ending =
        new Ending(grant.delivery(), grant.attempt(), exchange, leftBy, took, grant.trace());
    Duration wait = FIRST_RETRY;
    while (true) {
      Optional<RuntimeException> fault = endings.ask(ending);
      if (fault.isEmpty()) {
        return;
      }
      if (!Faults.isPassing(fault.get())) {
        LOG.errorf(fault.get(), "An outcome cannot be stored attemptId=%s", grant.attempt());
        return;
      }
      LOG.warnf(fault.get(), "An outcome is not stored yet attemptId=%s", grant.attempt());
      if (!sleep(wait)) {
        return;
      }
      Duration doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
    }
  }

  /**
   * Waits until the answers to all calls under way are read and stored, at most for so long; then
   * nothing can be asked or stored any more.
   */
  void close(Duration patience) {
    takeSlot.closeClaims();
    readers.shutdown();
    try {
      if (!readers.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("This ends before all answers have come: their documents will be in doubt");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outlooks.close();
    documents.close();
    takeSlot.close();
    endings.close();
  }

  private static boolean sleep(Duration wait) {
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
