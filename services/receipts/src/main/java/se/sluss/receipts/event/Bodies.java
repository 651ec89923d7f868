package se.sluss.receipts.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import se.sluss.model.event.ConnectionCertificateExpiring;
import se.sluss.model.event.ConnectionServerCertificateChanged;
import se.sluss.model.event.ConnectionServerCertificateChanged.ServerCertificate;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSignatureMissing;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.webhook.endpoint.DisabledReason;
import se.sluss.receipts.webhook.endpoint.Endpoint;

/** What stands in the bodies, member by member. */
final class Bodies {
  /** As many submissions as keep a body thin; a longer list is left to the signing order itself. */
  private static final int MOST_LISTED = 400;

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private Bodies() {}

  static EventBody submission(
      EventKind kind,
      Instant at,
      SubmissionRef submission,
      String status,
      long sequence,
      Optional<ReceiptId> receipt,
      Map<String, Object> more) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("submissionId", submission.submissionId().value());
    data.put("tenantId", submission.tenantId().value());
    receipt.ifPresent(id -> data.put("receiptId", id.value()));
    data.put("service", submission.service().name());
    data.put("mode", submission.mode().wire());
    data.put("status", status);
    data.put("sequence", sequence);
    data.putAll(more);
    return EventBody.write(kind, at, data);
  }

  static EventBody completed(SigningOrderCompleted event) {
    Map<String, Object> data = order(event.orderId(), event.tenantId());
    data.put("role", event.role().name());
    data.put("mode", event.mode().wire());
    data.put("status", "COMPLETED");
    list(data, event.submissionIds());
    return EventBody.write(EventKind.SIGNING_ORDER_COMPLETED, event.completedAt(), data);
  }

  static EventBody failed(EventKind kind, String status, SigningOrderFailed event) {
    Map<String, Object> data = order(event.orderId(), event.tenantId());
    data.put("role", event.role().name());
    data.put("mode", event.mode().wire());
    data.put("status", status);
    data.putAll(code("reason", event.reason()));
    list(data, event.submissionIds());
    return EventBody.write(kind, event.failedAt(), data);
  }

  static EventBody stopped(ConnectionStopped event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("connectionId", event.connectionId().value());
    data.put("service", event.service().name());
    data.put("mode", event.mode().wire());
    data.put("status", "STOPPED");
    data.putAll(code("reason", event.reason()));
    return EventBody.write(EventKind.CONNECTION_STOPPED, event.stoppedAt(), data);
  }

  static EventBody expiring(ConnectionCertificateExpiring event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("connectionId", event.connectionId().value());
    data.put("service", event.service().name());
    data.put("mode", event.mode().wire());
    data.put("status", "EXPIRING");
    data.put("purpose", event.purpose().name());
    data.put("expiresAt", EventBody.text(event.expiresAt()));
    data.put("daysLeft", event.daysLeft());
    data.put("nextCertificate", event.nextCertificate().name());
    data.put("tenantCount", event.tenantIds().size());
    if (event.tenantIds().size() <= MOST_LISTED) {
      data.put("tenantIds", event.tenantIds().stream().map(TenantId::value).toList());
    }
    return EventBody.write(EventKind.CONNECTION_CERTIFICATE_EXPIRING, event.toldAt(), data);
  }

  static EventBody serverChanged(ConnectionServerCertificateChanged event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("connectionId", event.connectionId().value());
    data.put("service", event.service().name());
    data.put("mode", event.mode().wire());
    data.put("status", "CHANGED");
    data.put("certificate", server(event.certificate()));
    data.put("previousCertificate", server(event.before()));
    return EventBody.write(EventKind.CONNECTION_SERVER_CERTIFICATE_CHANGED, event.seenAt(), data);
  }

  private static Map<String, Object> server(ServerCertificate certificate) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("fingerprint", certificate.fingerprint());
    data.put("subject", certificate.subject());
    data.put("issuer", certificate.issuer());
    data.put("notBefore", EventBody.text(certificate.notBefore()));
    data.put("notAfter", EventBody.text(certificate.notAfter()));
    return data;
  }

  static EventBody test(WebhookEndpointId endpoint, String mode, Instant at) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("endpointId", endpoint.value());
    data.put("mode", mode);
    return EventBody.write(EventKind.ENDPOINT_TEST, at, data);
  }

  /** What a reminder tells beside the submission. */
  static Map<String, Object> reminder(SubmissionSignatureMissing event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("reminder", event.reminder());
    data.put("missingRoles", event.missingRoles().stream().map(Enum::name).toList());
    data.put("signBy", event.signBy().toString());
    return data;
  }

  static EventBody failing(Endpoint endpoint, Instant at) {
    return EventBody.write(EventKind.ENDPOINT_FAILING, at, trouble(endpoint, "FAILING"));
  }

  static EventBody disabled(Endpoint endpoint, DisabledReason reason, Instant at) {
    Map<String, Object> data = trouble(endpoint, "DISABLED");
    data.put("reason", reason.name());
    return EventBody.write(EventKind.ENDPOINT_DISABLED, at, data);
  }

  private static Map<String, Object> trouble(Endpoint endpoint, String status) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("endpointId", endpoint.id().value());
    endpoint.owner().tenantId().ifPresent(tenant -> data.put("tenantId", tenant.value()));
    data.put("mode", endpoint.owner().mode().wire());
    data.put("status", status);
    endpoint
        .standing()
        .failingSince()
        .ifPresent(since -> data.put("failingSince", EventBody.text(since)));
    return data;
  }

  /** A reason as a member when it is a code; prose stays with us. */
  static Map<String, Object> code(String member, String reason) {
    return CODE.matcher(reason).matches() ? Map.of(member, reason) : Map.of();
  }

  private static Map<String, Object> order(SigningOrderId order, TenantId tenant) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("signingOrderId", order.value());
    data.put("tenantId", tenant.value());
    return data;
  }

  private static void list(Map<String, Object> data, List<SubmissionId> submissions) {
    data.put("submissionCount", submissions.size());
    if (submissions.size() <= MOST_LISTED) {
      data.put("submissionIds", submissions.stream().map(SubmissionId::value).toList());
    }
  }
}
