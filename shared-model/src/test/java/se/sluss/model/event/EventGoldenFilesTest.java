package se.sluss.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.event.ConnectionServerCertificateChanged.ServerCertificate;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;

/** What goes over Kafka, held to files: a changed contract shows in review as a changed file. */
class EventGoldenFilesTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final Instant AT = Instant.parse("2026-11-20T08:15:30.125Z");
  private static final VendorId VENDOR = VendorId.of("ven_01m0m8m2adeh1tqamgg6daxx8x");
  private static final TenantId TENANT = TenantId.of("ten_01m0m8m2adeh1tqamgg6daxx8x");
  private static final ClientId CLIENT = ClientId.of("cli_01m0m8m2adeh1tqamgg6daxx8x");
  private static final SubmissionId SUB = SubmissionId.of("sub_01m7vf7e6dfq3a5ch4t3yr45k9");
  private static final SigningOrderId ORDER = SigningOrderId.of("ord_01m7vf7e6dfq3a5ch4t3yr45k9");
  private static final ConnectionId CON = ConnectionId.of("con_01m7vf7e6dfq3a5ch4t3yr45k9");
  private static final AttemptId ATTEMPT = AttemptId.of("att_01m7vf7e6dfq3a5ch4t3yr45k9");
  private static final String SHA =
      "ad61b88f00aea246a0cee26c01d9de1af3b4d6c8e146e8694aede66965af20fa";
  private static final String DOCUMENT = "0b0f6a3e-2f7e-4f0a-9c1d-5a5f2b1c7d90";
  private static final SubmissionRef REF =
      new SubmissionRef(SUB, VENDOR, TENANT, Service.E_IOA, Mode.TEST, DOCUMENT);
  private static final Optional<Instant> NEEDED_BY =
      Optional.of(Instant.parse("2026-12-05T23:00:00Z"));
  private static final SealedBytes SEALED =
      SealedBytes.of("sealed".getBytes(StandardCharsets.US_ASCII));

  static Stream<DomainEvent> everyEvent() {
    return Stream.of(
        new VendorRegistered(VENDOR, AT),
        new VendorChanged(VENDOR, Optional.of(6000), Optional.of("sv"), AT),
        new TenantRegistered(TENANT, VENDOR, AT),
        new TenantChanged(
            TENANT, VENDOR, TenantStatus.SUSPENDED, Optional.of(600), Optional.empty(), AT),
        new ClientRegistered(
            CLIENT,
            VENDOR,
            Optional.of(TENANT),
            Mode.TEST,
            Set.of("submissions:write"),
            SHA,
            "sluss_rk_test_…k9Zq",
            AT,
            Optional.of(AT.plusSeconds(3600))),
        new ClientRotated(
            CLIENT,
            VENDOR,
            SHA,
            "sluss_rk_test_…k9Zq",
            Optional.of(AT.plusSeconds(3600)),
            AT.plusSeconds(60),
            AT),
        new ClientRevoked(CLIENT, VENDOR, AT),
        new SubmissionAccepted(
            REF, DOCUMENT + "," + SHA, SHA, List.of(SignerRole.ANORDNARE), SEALED, NEEDED_BY, AT),
        new SubmissionCancelRequested(REF, AT),
        new SubmissionAwaitingSignature(REF, List.of(SignerRole.ANORDNARE), AT),
        new SubmissionSignatureMissing(
            REF, List.of(SignerRole.ANORDNARE), 1, AT, AT.plus(Duration.ofDays(30)), AT),
        new SubmissionSigned(REF, DOCUMENT + "," + SHA, SHA, SEALED, SEALED, NEEDED_BY, AT),
        new SubmissionExpired(REF, AT),
        new SubmissionCancelled(REF, Topic.SUBMITTER, AT),
        new SigningOrderCompleted(
            ORDER, VENDOR, TENANT, Mode.TEST, SignerRole.ANORDNARE, List.of(SUB), AT),
        new SigningOrderFailed(
            ORDER, VENDOR, TENANT, Mode.TEST, SignerRole.ANORDNARE, List.of(SUB), "userCancel", AT),
        new ConnectionRegistered(CON, VENDOR, Service.E_IOA, Mode.TEST, Duration.ofSeconds(1), AT),
        new ConnectionStopped(CON, VENDOR, Service.E_IOA, Mode.TEST, "HTTP_403", AT),
        new ConnectionCertificateExpiring(
            CON,
            VENDOR,
            Service.E_IOA,
            Mode.TEST,
            ConnectionCertificateExpiring.Purpose.TLS,
            AT.plus(Duration.ofDays(30)),
            30,
            ConnectionCertificateExpiring.NextCertificate.UPLOADED,
            List.of(TENANT),
            AT),
        new ConnectionServerCertificateChanged(
            CON,
            VENDOR,
            Service.E_IOA,
            Mode.TEST,
            serverCertificate("b", AT),
            serverCertificate("a", AT.minus(Duration.ofDays(365))),
            AT),
        new SubmissionQueued(
            REF,
            CON,
            3,
            AT.plusSeconds(3),
            QueuedReason.SIGNED,
            AT,
            Optional.of(4711L),
            Optional.of("PAUSED")),
        new SubmissionSending(REF, CON, ATTEMPT, 1, AT),
        new SubmissionReceived(REF, CON, ATTEMPT, 1, DOCUMENT, SEALED, AT),
        new SubmissionRefused(
            REF, CON, ATTEMPT, 1, RefusalReason.XML_VALIDATION, SEALED, SEALED, AT),
        new SubmissionInDoubt(REF, CON, ATTEMPT, 1, "READ_TIMEOUT", AT),
        new SubmissionParked(REF, CON, "RESENDS_USED_UP", AT),
        new SubmissionResolved(
            REF,
            CON,
            Resolution.RECEIVED,
            Optional.of(DOCUMENT),
            "The authority's support found it by its UUID.",
            "administrator",
            AT),
        new ReceiptStored(
            REF,
            ReceiptId.of("rec_01m7w0cra8fd0v70w7tvya04kj"),
            ReceiptOutcome.RECEIVED,
            Optional.of(DOCUMENT),
            AT));
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void isWrittenAsItsGoldenFile(DomainEvent event) throws IOException {
    assertThat(PLAIN.readTree(EventJson.write(event))).isEqualTo(PLAIN.readTree(golden(event)));
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void isReadFromItsGoldenFile(DomainEvent event) throws IOException {
    assertThat(EventJson.read(event.type().ceType(), golden(event))).isEqualTo(event);
  }

  @Test
  void everyTypeIsHeldToAFile() {
    assertThat(everyEvent().map(DomainEvent::type)).containsExactlyInAnyOrder(EventType.values());
  }

  @Test
  void aMemberThatWeDoNotKnowIsIgnored() throws IOException {
    DomainEvent event = new VendorRegistered(VENDOR, AT);
    String data = new String(golden(event), StandardCharsets.UTF_8).strip();
    String grown = data.substring(0, data.length() - 1) + ",\"since\":\"v9\"}";

    assertThat(EventJson.read(event.type().ceType(), grown.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(event);
  }

  @Test
  void anEventFromBeforeThereWereDatesNamesNone() throws IOException {
    SubmissionSigned signed = readWithout("neededBy", EventType.SUBMISSION_SIGNED);
    SubmissionAccepted accepted = readWithout("neededBy", EventType.SUBMISSION_ACCEPTED);

    assertThat(signed.neededBy()).isEmpty();
    assertThat(accepted.neededBy()).isEmpty();
  }

  @Test
  void aPlaceFromBeforeLanesWereToldOfIsInALaneThatRuns() throws IOException {
    SubmissionQueued queued = readWithout("standsStill", EventType.SUBMISSION_QUEUED);
    SubmissionQueued older = readWithout("turn", EventType.SUBMISSION_QUEUED);

    assertThat(queued.standsStill()).isEmpty();
    assertThat(older.turn()).isEmpty();
  }

  @Test
  void aKeyFromBeforeKeysEndedLasts() throws IOException {
    ClientRegistered registered = readWithout("expiresAt", EventType.CLIENT_REGISTERED);

    assertThat(registered.expiresAt()).isEmpty();
  }

  @Test
  void onlyWhatTheAuthorityHasIsResolvedWithATxId() {
    for (Resolution resolution : Resolution.values()) {
      Optional<String> wrong =
          resolution == Resolution.RECEIVED ? Optional.empty() : Optional.of(DOCUMENT);

      assertThatThrownBy(
              () -> new SubmissionResolved(REF, CON, resolution, wrong, "why", "who", AT))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aResolutionHasAReasonThatCanBeShown() {
    for (String reason : List.of(" ", "x".repeat(SubmissionResolved.LONGEST_REASON + 1))) {
      assertThatThrownBy(
              () ->
                  new SubmissionResolved(
                      REF, CON, Resolution.REFUSED, Optional.empty(), reason, "who", AT))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anUnknownTypeAndBrokenDataAreUnreadableAndTellNothing() {
    byte[] secret = "{\"submission\":\"199001012385\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> EventJson.read("se.sluss.submission.accepted.v9", secret))
        .isInstanceOf(UnreadableEventException.class);
    assertThatThrownBy(() -> EventJson.read("se.sluss.submission.accepted.v1", secret))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageNotContaining("1990");
  }

  @SuppressWarnings("unchecked")
  private static <E extends DomainEvent> E readWithout(String member, EventType type)
      throws IOException {
    var data = (ObjectNode) PLAIN.readTree(golden(type));
    assertThat(data.remove(member)).as(member).isNotNull();
    return (E) EventJson.read(type.ceType(), PLAIN.writeValueAsBytes(data));
  }

  private static byte[] golden(DomainEvent event) throws IOException {
    return golden(event.type());
  }

  private static byte[] golden(EventType type) throws IOException {
    String name = "/events/" + type.ceType() + ".json";
    try (InputStream in = EventGoldenFilesTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static ServerCertificate serverCertificate(String digit, Instant notBefore) {
    return new ServerCertificate(
        digit.repeat(64),
        "CN=authority.test",
        "CN=Servers CA,O=Test",
        notBefore,
        notBefore.plus(Duration.ofDays(365)));
  }
}
