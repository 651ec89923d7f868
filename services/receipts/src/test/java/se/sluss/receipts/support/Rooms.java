package se.sluss.receipts.support;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionExpired;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionResolved;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.TenantRegistered;
import se.sluss.model.event.Topic;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.LocalMasterKey;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestServers;

/** Plays the other rooms. */
public final class Rooms implements AutoCloseable {
  private final KafkaProbe kafka = KafkaProbe.onTestServers();
  private final Map<EventId, Instant> times = new ConcurrentHashMap<>();
  private final Sealer sealer =
      new Sealer(LocalMasterKey.read(TestServers.running(false).keyset()), InstantSource.system());

  public KafkaProbe kafka() {
    return kafka;
  }

  /** Tells an event as its room would, with a new identifier. */
  public EventId tell(DomainEvent event) {
    EventId id = EventId.next();
    tell(id, event, KafkaProbe.newTraceparent());
    return id;
  }

  /** Tells an event with this identifier and origin; told again, it has the same time. */
  public void tell(EventId id, DomainEvent event, String origin) {
    Topic topic = topic(event);
    Map<String, String> headers =
        new HashMap<>(
            KafkaProbe.cloudEvent(
                id.value(),
                event.type().ceType(),
                "/sluss/" + topic.room(),
                event.key(),
                times.computeIfAbsent(id, first -> Instant.now())));
    headers.put("traceparent", KafkaProbe.newTraceparent());
    headers.put("ce_traceparent", origin);
    kafka.send(topic.topicName(), event.key(), EventJson.write(event), headers);
  }

  public static SubmissionRef submission(Caller of) {
    return submission(of, of.tenant().orElseThrow());
  }

  public static SubmissionRef submission(Caller of, TenantId tenant) {
    return new SubmissionRef(
        SubmissionId.next(),
        of.vendor(),
        tenant,
        Service.E_IOA,
        of.mode(),
        UUID.randomUUID().toString());
  }

  public static SubmissionQueued queued(SubmissionRef submission) {
    Instant now = Instant.now();
    return new SubmissionQueued(submission, ConnectionId.next(), 1, now, QueuedReason.SIGNED, now);
  }

  public SubmissionReceived received(SubmissionRef submission, String txId) {
    return new SubmissionReceived(
        submission,
        ConnectionId.next(),
        AttemptId.next(),
        1,
        txId,
        seal(submission, Purpose.AUTHORITY_RESPONSE, "<answer/>"),
        Instant.now());
  }

  public SubmissionRefused refused(SubmissionRef submission, String message) {
    return new SubmissionRefused(
        submission,
        ConnectionId.next(),
        AttemptId.next(),
        2,
        RefusalReason.XML_VALIDATION,
        seal(submission, Purpose.AUTHORITY_MESSAGE, message),
        seal(submission, Purpose.AUTHORITY_RESPONSE, "<fault/>"),
        Instant.now());
  }

  public static SubmissionResolved resolved(
      SubmissionRef submission, Resolution resolution, Optional<String> txId) {
    return new SubmissionResolved(
        submission,
        ConnectionId.next(),
        resolution,
        txId,
        "The authority's support looked it up.",
        "administrator",
        Instant.now());
  }

  private SealedBytes seal(SubmissionRef submission, Purpose purpose, String plain) {
    return sealer.seal(
        submission.tenantId(),
        submission.submissionId().value(),
        purpose,
        plain.getBytes(StandardCharsets.UTF_8));
  }

  private static Topic topic(DomainEvent event) {
    return switch (event) {
      case ClientRegistered _, TenantRegistered _, SubmissionAccepted _ -> Topic.INTAKE;
      case SigningOrderCompleted _, SigningOrderFailed _, SubmissionExpired _, SubmissionSigned _ ->
          Topic.SIGNING;
      default -> Topic.SUBMITTER;
    };
  }

  @Override
  public void close() {
    kafka.close();
  }
}
