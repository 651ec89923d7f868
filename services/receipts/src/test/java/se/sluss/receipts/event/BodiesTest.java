package se.sluss.receipts.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.event.ConnectionCertificateExpiring;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

class BodiesTest {
  private static final SubmissionRef SUBMISSION =
      new SubmissionRef(
          SubmissionId.of("sub_01m7vf7e6dfq3a5ch4t3yr45k9"),
          VendorId.next(),
          TenantId.of("ten_01m0m8m2adeh1tqamgg6daxx8x"),
          Service.E_IOA,
          Mode.TEST,
          "0b9f6a0e-0f4e-4a7b-9f57-6b1c2d3e4f50");
  private static final Instant AT = Instant.parse("2026-11-20T08:15:30.125Z");

  @Test
  void receivedIsTheWorkedExampleByteForByte() throws Exception {
    byte[] bytes =
        Bodies.submission(
                EventKind.SUBMISSION_RECEIVED,
                AT,
                SUBMISSION,
                "RECEIVED",
                5,
                Optional.of(ReceiptId.of("rec_01m7w0cra8fd0v70w7tvya04kj")),
                Map.of())
            .bytes();

    assertThat(bytes).hasSize(280);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo("ad61b88f00aea246a0cee26c01d9de1af3b4d6c8e146e8694aede66965af20fa");
  }

  @Test
  void wholeSecondsStillHaveMilliseconds() {
    String body =
        text(
            Bodies.submission(
                EventKind.SUBMISSION_QUEUED,
                Instant.parse("2026-11-20T08:15:30Z"),
                SUBMISSION,
                "QUEUED",
                1,
                Optional.empty(),
                Map.of("reason", "SIGNED")));

    assertThat(body)
        .contains("\"timestamp\":\"2026-11-20T08:15:30.000Z\"")
        .contains("\"sequence\":1,\"reason\":\"SIGNED\"")
        .doesNotContain("receiptId");
  }

  @Test
  void stoppedConnectionHasNoTenant() {
    ConnectionStopped event =
        new ConnectionStopped(
            ConnectionId.next(), VendorId.next(), Service.ELT, Mode.LIVE, "tls_alert", AT);

    assertThat(text(Bodies.stopped(event)))
        .contains("\"connectionId\":\"" + event.connectionId() + "\"")
        .contains("\"mode\":\"live\"", "\"reason\":\"tls_alert\"")
        .doesNotContain("tenantId");
  }

  @Test
  void longListOfTenantsLeavesTheWarningThin() {
    List<TenantId> many = Stream.generate(TenantId::next).limit(401).toList();

    assertThat(text(Bodies.expiring(expiring(many))))
        .contains("\"tenantCount\":401")
        .doesNotContain("tenantIds");
    assertThat(text(Bodies.expiring(expiring(many.subList(0, 400)))))
        .contains(many.getFirst().value())
        .hasSizeLessThan(20_000);
  }

  private static ConnectionCertificateExpiring expiring(List<TenantId> tenants) {
    return new ConnectionCertificateExpiring(
        ConnectionId.next(),
        VendorId.next(),
        Service.ELT,
        Mode.LIVE,
        ConnectionCertificateExpiring.Purpose.TLS,
        AT,
        7,
        ConnectionCertificateExpiring.NextCertificate.NONE,
        tenants,
        AT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "the person 19900101-2385 said no", "a/b", "<x>"})
  void proseNeverLeavesAsAReason(String reason) {
    assertThat(Bodies.code("reason", reason)).isEmpty();
  }

  @Test
  void longListOfSubmissionsLeavesTheBodyThin() {
    List<SubmissionId> few = Stream.generate(SubmissionId::next).limit(2).toList();
    List<SubmissionId> many = Stream.generate(SubmissionId::next).limit(5000).toList();

    assertThat(text(Bodies.completed(order(few)))).contains(few.get(0).value(), few.get(1).value());
    assertThat(text(Bodies.completed(order(many))))
        .contains("\"submissionCount\":5000")
        .doesNotContain("submissionIds")
        .hasSizeLessThan(20_000);
    assertThat(text(Bodies.completed(order(many.subList(0, 400))))).hasSizeLessThan(20_000);
  }

  @Test
  void failedOrderTellsItsHintCode() {
    SigningOrderFailed event =
        new SigningOrderFailed(
            SigningOrderId.next(),
            VendorId.next(),
            SUBMISSION.tenantId(),
            Mode.TEST,
            SignerRole.ANORDNARE,
            List.of(SUBMISSION.submissionId()),
            "userCancel",
            AT);

    assertThat(text(Bodies.failed(EventKind.SIGNING_ORDER_FAILED, "FAILED", event)))
        .startsWith("{\"type\":\"signing_order.failed\"")
        .contains("\"reason\":\"userCancel\"");
  }

  private static SigningOrderCompleted order(List<SubmissionId> submissions) {
    return new SigningOrderCompleted(
        SigningOrderId.next(),
        VendorId.next(),
        SUBMISSION.tenantId(),
        Mode.TEST,
        SignerRole.ANORDNARE,
        submissions,
        AT);
  }

  private static String text(EventBody body) {
    return new String(body.bytes(), UTF_8);
  }
}
