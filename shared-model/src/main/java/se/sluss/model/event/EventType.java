package se.sluss.model.event;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every type of event: its name outside, and the record that holds its data. */
public enum EventType {
  VENDOR_REGISTERED("vendor.registered", VendorRegistered.class),
  VENDOR_CHANGED("vendor.changed", VendorChanged.class),
  TENANT_REGISTERED("tenant.registered", TenantRegistered.class),
  TENANT_CHANGED("tenant.changed", TenantChanged.class),
  CLIENT_REGISTERED("client.registered", ClientRegistered.class),
  CLIENT_ROTATED("client.rotated", ClientRotated.class),
  CLIENT_REVOKED("client.revoked", ClientRevoked.class),
  SUBMISSION_ACCEPTED("submission.accepted", SubmissionAccepted.class),
  SUBMISSION_CANCEL_REQUESTED("submission.cancel_requested", SubmissionCancelRequested.class),
  SUBMISSION_AWAITING_SIGNATURE("submission.awaiting_signature", SubmissionAwaitingSignature.class),
  SUBMISSION_SIGNATURE_MISSING("submission.signature_missing", SubmissionSignatureMissing.class),
  SUBMISSION_SIGNED("submission.signed", SubmissionSigned.class),
  SUBMISSION_EXPIRED("submission.expired", SubmissionExpired.class),
  SUBMISSION_CANCELLED("submission.cancelled", SubmissionCancelled.class),
  SIGNING_ORDER_COMPLETED("signing_order.completed", SigningOrderCompleted.class),
  SIGNING_ORDER_FAILED("signing_order.failed", SigningOrderFailed.class),
  CONNECTION_REGISTERED("connection.registered", ConnectionRegistered.class),
  CONNECTION_STOPPED("connection.stopped", ConnectionStopped.class),
  CONNECTION_CERTIFICATE_EXPIRING(
      "connection.certificate_expiring", ConnectionCertificateExpiring.class),
  CONNECTION_SERVER_CERTIFICATE_CHANGED(
      "connection.server_certificate_changed", ConnectionServerCertificateChanged.class),
  SUBMISSION_QUEUED("submission.queued", SubmissionQueued.class),
  SUBMISSION_SENDING("submission.sending", SubmissionSending.class),
  SUBMISSION_RECEIVED("submission.received", SubmissionReceived.class),
  SUBMISSION_REFUSED("submission.refused", SubmissionRefused.class),
  SUBMISSION_IN_DOUBT("submission.in_doubt", SubmissionInDoubt.class),
  SUBMISSION_PARKED("submission.parked", SubmissionParked.class),
  SUBMISSION_RESOLVED("submission.resolved", SubmissionResolved.class),
  RECEIPT_STORED("receipt.stored", ReceiptStored.class);

  private static final Map<String, EventType> BY_CE_TYPE =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(EventType::ceType, Function.identity()));

  private final String subject;
  private final Class<? extends DomainEvent> recordClass;

  EventType(String subject, Class<? extends DomainEvent> recordClass) {
    this.subject = subject;
    this.recordClass = recordClass;
  }

  /** The name without the frame, such as {@code submission.received}: what webhooks call it. */
  public String subject() {
    return subject;
  }

  /** The CloudEvents type, such as {@code se.sluss.submission.received.v1}. */
  public String ceType() {
    return "se.sluss." + subject + ".v1";
  }

  public Class<? extends DomainEvent> recordClass() {
    return recordClass;
  }

  /** The type of a CloudEvents type; empty when it is none of ours. */
  public static Optional<EventType> ofCeType(String ceType) {
    return Optional.ofNullable(BY_CE_TYPE.get(ceType));
  }
}
