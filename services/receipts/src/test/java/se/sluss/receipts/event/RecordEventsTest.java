package se.sluss.receipts.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.ConnectionCertificateExpiring;
import se.sluss.model.event.ConnectionServerCertificateChanged;
import se.sluss.model.event.ConnectionServerCertificateChanged.ServerCertificate;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.ReceiptStored;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionAwaitingSignature;
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
import se.sluss.model.event.Topic;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.receipt.Decision;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.receipt.Receipts;

class RecordEventsTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:15:30.125Z");
  private static final SubmissionRef REF =
      new SubmissionRef(
          SubmissionId.next(),
          VendorId.next(),
          TenantId.next(),
          Service.ELT,
          Mode.LIVE,
          UUID.randomUUID().toString());
  private static final ConnectionId CONNECTION = ConnectionId.next();
  private static final AttemptId ATTEMPT = AttemptId.next();
  private static final SealedBytes SEALED = SealedBytes.of(new byte[] {1, 2, 3});

  private final Kept kept = new Kept();
  private final RecordEvents record =
      new RecordEvents(kept, kept, kept.told::add, kept, InstantSource.fixed(AT));

  static Stream<Arguments> told() {
    return Stream.of(
        Arguments.of(
            new SubmissionQueued(REF, CONNECTION, 1, AT, QueuedReason.RESEND, AT),
            "submission.queued",
            "\"status\":\"QUEUED\",\"sequence\":1,\"reason\":\"RESEND\""),
        Arguments.of(
            new SubmissionReceived(REF, CONNECTION, ATTEMPT, 1, "tx", SEALED, AT),
            "submission.received",
            "\"status\":\"RECEIVED\",\"sequence\":1"),
        Arguments.of(
            refused(),
            "submission.refused",
            "\"status\":\"REFUSED\",\"sequence\":1,\"reason\":\"SIGNATURE_VALIDATION\""),
        Arguments.of(
            resolved(Resolution.RECEIVED),
            "submission.received",
            "\"status\":\"RECEIVED\",\"sequence\":1,\"source\":\"OPERATOR\"}"),
        Arguments.of(
            resolved(Resolution.REFUSED),
            "submission.refused",
            "\"status\":\"REFUSED\",\"sequence\":1,\"source\":\"OPERATOR\"}"),
        Arguments.of(
            new SubmissionInDoubt(REF, CONNECTION, ATTEMPT, 1, "read_timeout", AT),
            "submission.in_doubt",
            "\"status\":\"IN_DOUBT\",\"sequence\":1,\"reason\":\"read_timeout\""),
        Arguments.of(
            new SubmissionParked(REF, CONNECTION, "resends used up", AT),
            "submission.parked",
            "\"status\":\"PARKED\",\"sequence\":1}"),
        Arguments.of(
            new SubmissionCancelled(REF, Topic.SUBMITTER, AT),
            "submission.cancelled",
            "\"status\":\"CANCELLED\""),
        Arguments.of(
            new SubmissionSignatureMissing(
                REF, List.of(SignerRole.ANORDNARE), 2, AT, AT.plusSeconds(60), AT),
            "submission.unsigned",
            "\"status\":\"AWAITING_SIGNATURE\",\"sequence\":1,\"reminder\":2,"
                + "\"missingRoles\":[\"ANORDNARE\"]"),
        Arguments.of(
            new SubmissionExpired(REF, AT), "submission.expired", "\"status\":\"EXPIRED\""),
        Arguments.of(
            new SigningOrderCompleted(
                SigningOrderId.next(),
                REF.vendorId(),
                REF.tenantId(),
                REF.mode(),
                SignerRole.ASSISTENT,
                List.of(REF.submissionId()),
                AT),
            "signing_order.completed",
            "\"status\":\"COMPLETED\""),
        Arguments.of(failed("userCancel"), "signing_order.failed", "\"status\":\"FAILED\""),
        Arguments.of(
            failed("expiredTransaction"), "signing_order.expired", "\"status\":\"EXPIRED\""),
        Arguments.of(
            new ConnectionStopped(
                CONNECTION, REF.vendorId(), REF.service(), REF.mode(), "FORBIDDEN", AT),
            "connection.stopped",
            "\"status\":\"STOPPED\",\"reason\":\"FORBIDDEN\""),
        Arguments.of(
            new ConnectionCertificateExpiring(
                CONNECTION,
                REF.vendorId(),
                REF.service(),
                REF.mode(),
                ConnectionCertificateExpiring.Purpose.TLS,
                AT.plusSeconds(60),
                1,
                ConnectionCertificateExpiring.NextCertificate.PROVED,
                List.of(REF.tenantId()),
                AT),
            "connection.certificate_expiring",
            "\"daysLeft\":1,\"nextCertificate\":\"PROVED\",\"tenantCount\":1,\"tenantIds\":[\"ten_"),
        Arguments.of(
            new ConnectionServerCertificateChanged(
                CONNECTION,
                REF.vendorId(),
                REF.service(),
                REF.mode(),
                server("bb"),
                server("aa"),
                AT),
            "connection.server_certificate_changed",
            "\"status\":\"CHANGED\",\"certificate\":{\"fingerprint\":\"bb\",\"subject\":\"CN=bb\","
                + "\"issuer\":\"CN=CA\",\"notBefore\":\""));
  }

  private static ServerCertificate server(String fingerprint) {
    return new ServerCertificate(fingerprint, "CN=" + fingerprint, "CN=CA", AT, AT.plusSeconds(60));
  }

  /** The same as they are told. */
  static Stream<PublicEvent> toldEvents() {
    return told()
        .map(
            arguments -> {
              var one = new RecordEventsTest();
              one.apply((DomainEvent) arguments.get()[0]);
              return one.kept.told.getFirst();
            });
  }

  @ParameterizedTest
  @MethodSource("told")
  void everyOutcomeIsListedAndToldOnceUnderItsOwnIdentifier(
      DomainEvent event, String type, String part) {
    EventId id = apply(event);

    assertThat(kept.told).isEqualTo(kept.listed).hasSize(1);
    PublicEvent told = kept.told.getFirst();
    assertThat(told.id()).isEqualTo(id);
    assertThat(told.kind().type()).isEqualTo(type);
    assertThat(told.happenedAt()).isEqualTo(AT);
    assertThat(told.owner().vendorId()).isEqualTo(REF.vendorId());
    assertThat(told.owner().mode()).isEqualTo(Mode.LIVE);
    assertThat(new String(told.body().bytes(), UTF_8))
        .startsWith("{\"type\":\"" + type + "\",\"timestamp\":\"2026-11-20T08:15:30.125Z\"")
        .contains(part)
        .doesNotContain(REF.documentId());
  }

  @Test
  void stepsOnTheWayAreNotTold() {
    apply(new SubmissionAwaitingSignature(REF, List.of(SignerRole.ANORDNARE), AT));
    apply(new SubmissionSending(REF, CONNECTION, ATTEMPT, 1, AT));
    apply(resolved(Resolution.SEND_AGAIN));

    assertThat(kept.listed).isEmpty();
    assertThat(kept.told).isEmpty();
  }

  @Test
  void refusalMakesAReceiptWithoutTxIdAndIsToldToTheRooms() {
    apply(refused());

    Receipt receipt = kept.receipts.get(REF.submissionId());
    assertThat(receipt.decision().outcome()).isEqualTo(ReceiptOutcome.REFUSED);
    assertThat(receipt.decision().source()).isEqualTo(Decision.Source.AUTHORITY);
    assertThat(receipt.originTraceparent()).isEqualTo("origin");
    assertThat(kept.appended)
        .containsExactly(
            new ReceiptStored(REF, receipt.id(), ReceiptOutcome.REFUSED, Optional.empty(), AT));
  }

  @Test
  void aPersonsDecisionMakesAReceiptThatSaysSoAndIsToldToTheRooms() {
    apply(resolved(Resolution.RECEIVED));

    Receipt receipt = kept.receipts.get(REF.submissionId());
    assertThat(receipt.decision())
        .isEqualTo(
            new Decision.ByOperator(
                CONNECTION, ReceiptOutcome.RECEIVED, Optional.of("tx"), "asked", "administrator"));
    assertThat(kept.appended)
        .containsExactly(
            new ReceiptStored(REF, receipt.id(), ReceiptOutcome.RECEIVED, Optional.of("tx"), AT));
  }

  @Test
  void aPlaceThatChangedIsNeitherToldNorNumbered() {
    apply(new SubmissionQueued(REF, CONNECTION, 9, AT, QueuedReason.PLACE_CHANGED, AT));
    assertThat(kept.listed).isEmpty();
    assertThat(kept.told).isEmpty();

    apply(new SubmissionQueued(REF, CONNECTION, 1, AT, QueuedReason.OPERATOR, AT));
    assertThat(kept.told.getFirst().place().orElseThrow().sequence()).isEqualTo(1L);
  }

  @Test
  void firstFinalAnswerStands() {
    apply(new SubmissionReceived(REF, CONNECTION, ATTEMPT, 1, "tx", SEALED, AT));

    assertThatThrownBy(() -> apply(refused())).hasMessageContaining(REF.submissionId().value());
    assertThat(kept.receipts.get(REF.submissionId()).decision().outcome())
        .isEqualTo(ReceiptOutcome.RECEIVED);
    assertThat(kept.told).hasSize(1);
  }

  @Test
  void numbersCountUpPerSubmission() {
    apply(new SubmissionQueued(REF, CONNECTION, 1, AT, QueuedReason.SIGNED, AT));
    apply(new SubmissionReceived(REF, CONNECTION, ATTEMPT, 1, "tx", SEALED, AT));

    assertThat(kept.told.stream().map(told -> told.place().orElseThrow().sequence()))
        .containsExactly(1L, 2L);
  }

  private EventId apply(DomainEvent event) {
    EventId id = EventId.next();
    record.on(new ReceivedEvent(id, AT, event, "origin", Topic.SUBMITTER));
    return id;
  }

  private static SubmissionRefused refused() {
    return new SubmissionRefused(
        REF, CONNECTION, ATTEMPT, 1, RefusalReason.SIGNATURE_VALIDATION, SEALED, SEALED, AT);
  }

  private static SubmissionResolved resolved(Resolution resolution) {
    return new SubmissionResolved(
        REF,
        CONNECTION,
        resolution,
        resolution == Resolution.RECEIVED ? Optional.of("tx") : Optional.empty(),
        "asked",
        "administrator",
        AT);
  }

  private static SigningOrderFailed failed(String reason) {
    return new SigningOrderFailed(
        SigningOrderId.next(),
        REF.vendorId(),
        REF.tenantId(),
        REF.mode(),
        SignerRole.ASSISTENT,
        List.of(REF.submissionId()),
        reason,
        AT);
  }

  private static final class Kept implements Receipts, EventLog, Outbox {
    final Map<SubmissionId, Receipt> receipts = new HashMap<>();
    final List<PublicEvent> listed = new ArrayList<>();
    final List<PublicEvent> told = new ArrayList<>();
    final List<DomainEvent> appended = new ArrayList<>();
    private final Map<SubmissionId, Long> last = new HashMap<>();

    @Override
    public boolean has(SubmissionId submission) {
      return receipts.containsKey(submission);
    }

    @Override
    public Optional<Receipt> find(ReceiptId id) {
      return receipts.values().stream().filter(receipt -> receipt.id().equals(id)).findFirst();
    }

    @Override
    public void add(Receipt receipt) {
      receipts.put(receipt.submission().submissionId(), receipt);
    }

    @Override
    public long nextSequence(SubmissionRef submission) {
      return last.merge(submission.submissionId(), 1L, Long::sum);
    }

    @Override
    public void add(PublicEvent event) {
      listed.add(event);
    }

    @Override
    public void append(DomainEvent event) {
      appended.add(event);
    }

    @Override
    public void append(DomainEvent event, String originTraceparent) {
      appended.add(event);
    }
  }
}
