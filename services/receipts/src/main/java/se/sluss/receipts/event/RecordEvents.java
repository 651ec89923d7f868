package se.sluss.receipts.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.ClientRevoked;
import se.sluss.model.event.ClientRotated;
import se.sluss.model.event.ConnectionCertificateExpiring;
import se.sluss.model.event.ConnectionRegistered;
import se.sluss.model.event.ConnectionServerCertificateChanged;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.ReceiptStored;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionExpired;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionResolved;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.event.SubmissionSignatureMissing;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.TenantChanged;
import se.sluss.model.event.TenantRegistered;
import se.sluss.model.event.VendorChanged;
import se.sluss.model.event.VendorRegistered;
import se.sluss.model.id.EventId;
import se.sluss.model.id.ReceiptId;
import se.sluss.receipts.Owner;
import se.sluss.receipts.event.PublicEvent.Place;
import se.sluss.receipts.receipt.Decision;
import se.sluss.receipts.receipt.Decision.Call;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.receipt.Receipts;
import se.sluss.receipts.receipt.Verdict;

/**
 * Turns what happened in other rooms into receipts and into what owners are told. Runs inside the
 * transaction that marks the event as applied: receipt, listed event, planned deliveries and {@link
 * ReceiptStored} are there together or not at all.
 */
@ApplicationScoped
public class RecordEvents {
  private static final Logger LOG = Logger.getLogger(RecordEvents.class);
  private static final String EXPIRED_AT_BANKID = "expiredTransaction";

  private final Receipts receipts;
  private final EventLog events;
  private final Subscribers subscribers;
  private final Outbox outbox;
  private final InstantSource clock;

  public RecordEvents(
      Receipts receipts,
      EventLog events,
      Subscribers subscribers,
      Outbox outbox,
      @SharedClock InstantSource clock) {
    this.receipts = receipts;
    this.events = events;
    this.subscribers = subscribers;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Applies one event. */
  public void on(ReceivedEvent received) {
    EventId id = received.id();
    switch (received.event()) {
      case SubmissionReceived e -> received(received, e);
      case SubmissionRefused e -> refused(received, e);
      case SubmissionResolved e -> resolved(received, e);
      case SubmissionQueued e when e.reason() == QueuedReason.PLACE_CHANGED -> {
        // It stands in the lane as before, and that was told.
      }
      case SubmissionQueued e ->
          tell(
              id,
              EventKind.SUBMISSION_QUEUED,
              e.submission(),
              "QUEUED",
              e.queuedAt(),
              Map.of("reason", e.reason().name()));
      case SubmissionInDoubt e ->
          tell(
              id,
              EventKind.SUBMISSION_IN_DOUBT,
              e.submission(),
              "IN_DOUBT",
              e.since(),
              Bodies.code("reason", e.reason()));
      case SubmissionParked e ->
          tell(
              id,
              EventKind.SUBMISSION_PARKED,
              e.submission(),
              "PARKED",
              e.parkedAt(),
              Bodies.code("reason", e.reason()));
      case SubmissionCancelled e ->
          tell(
              id,
              EventKind.SUBMISSION_CANCELLED,
              e.submission(),
              "CANCELLED",
              e.cancelledAt(),
              Map.of());
      case SubmissionSignatureMissing e ->
          tell(
              id,
              EventKind.SUBMISSION_UNSIGNED,
              e.submission(),
              "AWAITING_SIGNATURE",
              e.remindedAt(),
              Bodies.reminder(e));
      case SubmissionExpired e ->
          tell(
              id, EventKind.SUBMISSION_EXPIRED, e.submission(), "EXPIRED", e.expiredAt(), Map.of());
      case SigningOrderCompleted e -> {
        Owner owner = new Owner(e.vendorId(), Optional.of(e.tenantId()), e.mode());
        tell(id, EventKind.SIGNING_ORDER_COMPLETED, owner, Bodies.completed(e), e.completedAt());
      }
      case SigningOrderFailed e -> failed(id, e);
      case ConnectionStopped e -> {
        Owner owner = new Owner(e.vendorId(), Optional.empty(), e.mode());
        tell(id, EventKind.CONNECTION_STOPPED, owner, Bodies.stopped(e), e.stoppedAt());
      }
      case ConnectionCertificateExpiring e -> {
        Owner owner = new Owner(e.vendorId(), Optional.empty(), e.mode());
        tell(id, EventKind.CONNECTION_CERTIFICATE_EXPIRING, owner, Bodies.expiring(e), e.toldAt());
      }
      case ConnectionServerCertificateChanged e -> {
        Owner owner = new Owner(e.vendorId(), Optional.empty(), e.mode());
        EventBody body = Bodies.serverChanged(e);
        tell(id, EventKind.CONNECTION_SERVER_CERTIFICATE_CHANGED, owner, body, e.seenAt());
      }
      case SubmissionAccepted _,
          SubmissionCancelRequested _,
          SubmissionAwaitingSignature _,
          SubmissionSigned _,
          SubmissionSending _,
          ReceiptStored _,
          VendorRegistered _,
          VendorChanged _,
          TenantRegistered _,
          TenantChanged _,
          ClientRegistered _,
          ClientRotated _,
          ClientRevoked _,
          ConnectionRegistered _ -> {
        // Steps on the way that nobody outside is told about from here.
      }
    }
  }

  private void received(ReceivedEvent envelope, SubmissionReceived event) {
    Receipt receipt =
        new Receipt(
            ReceiptId.next(),
            event.submission(),
            new Decision.ByAuthority(
                new Verdict.Received(event.txId()),
                new Call(event.connectionId(), event.attemptId(), event.attemptNumber()),
                Optional.of(event.sealedResponse())),
            event.receivedAt(),
            clock.instant(),
            envelope.originTraceparent());
    keep(envelope.id(), EventKind.SUBMISSION_RECEIVED, receipt, Map.of());
  }

  private void refused(ReceivedEvent envelope, SubmissionRefused event) {
    Receipt receipt =
        new Receipt(
            ReceiptId.next(),
            event.submission(),
            new Decision.ByAuthority(
                new Verdict.Refused(event.reason(), Optional.of(event.sealedMessage())),
                new Call(event.connectionId(), event.attemptId(), event.attemptNumber()),
                Optional.of(event.sealedResponse())),
            event.refusedAt(),
            clock.instant(),
            envelope.originTraceparent());
    Map<String, Object> reason = Map.of("reason", event.reason().name());
    keep(envelope.id(), EventKind.SUBMISSION_REFUSED, receipt, reason);
  }

  /** What is to be sent again is no answer; that it stands in the lane is told when it does. */
  private void resolved(ReceivedEvent envelope, SubmissionResolved event) {
    switch (event.resolution()) {
      case RECEIVED ->
          decided(envelope, event, EventKind.SUBMISSION_RECEIVED, ReceiptOutcome.RECEIVED);
      case REFUSED ->
          decided(envelope, event, EventKind.SUBMISSION_REFUSED, ReceiptOutcome.REFUSED);
      case SEND_AGAIN -> {}
    }
  }

  /** The person's words are for the receipt; bodies hold codes only. */
  private void decided(
      ReceivedEvent envelope, SubmissionResolved event, EventKind kind, ReceiptOutcome outcome) {
    Decision decision =
        new Decision.ByOperator(
            event.connectionId(), outcome, event.txId(), event.reason(), event.resolvedBy());
    Receipt receipt =
        new Receipt(
            ReceiptId.next(),
            event.submission(),
            decision,
            event.resolvedAt(),
            clock.instant(),
            envelope.originTraceparent());
    keep(envelope.id(), kind, receipt, Map.of("source", decision.source().name()));
  }

  private void keep(EventId id, EventKind kind, Receipt receipt, Map<String, Object> more) {
    SubmissionRef submission = receipt.submission();
    long sequence = events.nextSequence(submission);
    if (receipts.has(submission.submissionId())) {
      // The first final answer stands; a second one is a fault upstream that somebody must see.
      throw new IllegalStateException(
          "second final answer for submission " + submission.submissionId());
    }
    receipts.add(receipt);
    Decision decision = receipt.decision();
    outbox.append(
        new ReceiptStored(
            submission, receipt.id(), decision.outcome(), decision.txId(), receipt.storedAt()));
    EventBody body =
        Bodies.submission(
            kind,
            receipt.answeredAt(),
            submission,
            decision.outcome().name(),
            sequence,
            Optional.of(receipt.id()),
            more);
    list(id, kind, submission, sequence, body, receipt.answeredAt());
    LOG.infof(
        "A receipt is kept submissionId=%s receiptId=%s outcome=%s source=%s",
        submission.submissionId(), receipt.id(), decision.outcome(), decision.source());
  }

  private void failed(EventId id, SigningOrderFailed event) {
    Owner owner = new Owner(event.vendorId(), Optional.of(event.tenantId()), event.mode());
    boolean expired = event.reason().equals(EXPIRED_AT_BANKID);
    EventKind kind = expired ? EventKind.SIGNING_ORDER_EXPIRED : EventKind.SIGNING_ORDER_FAILED;
    EventBody body = Bodies.failed(kind, expired ? "EXPIRED" : "FAILED", event);
    tell(id, kind, owner, body, event.failedAt());
  }

  private void tell(
      EventId id,
      EventKind kind,
      SubmissionRef submission,
      String status,
      Instant at,
      Map<String, Object> more) {
    long sequence = events.nextSequence(submission);
    EventBody body =
        Bodies.submission(kind, at, submission, status, sequence, Optional.empty(), more);
    list(id, kind, submission, sequence, body, at);
  }

  private void list(
      EventId id,
      EventKind kind,
      SubmissionRef submission,
      long sequence,
      EventBody body,
      Instant at) {
    Owner owner =
        new Owner(submission.vendorId(), Optional.of(submission.tenantId()), submission.mode());
    Place place = new Place(submission.submissionId(), sequence);
    add(new PublicEvent(id, kind, owner, Optional.of(place), body, at));
  }

  private void tell(EventId id, EventKind kind, Owner owner, EventBody body, Instant at) {
    add(new PublicEvent(id, kind, owner, Optional.empty(), body, at));
  }

  private void add(PublicEvent event) {
    events.add(event);
    subscribers.tell(event);
  }
}
