package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.signature.Deviation;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

/** Documents that come with signatures which a vendor had made elsewhere. */
@SigningTest
class BroughtSignaturesIT {
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  @Inject Sealer sealer;

  @ConfigProperty(name = "sluss.signing.bankid.user-root")
  Path userRoot;

  @ConfigProperty(name = "test.bankid.control")
  String bankId;

  private final KafkaProbe kafka = KafkaProbe.onTestServers();
  private Elsewhere elsewhere;
  private World world;

  @BeforeEach
  void aTenantAndAnotherRelyingPartyOfTheSameBankId() throws IOException {
    elsewhere = Elsewhere.ofTheBankIdOf(userRoot);
    world = new World(kafka, sealer, Mode.TEST);
  }

  @Test
  void aDocumentWithAllItsSignaturesGoesOnAtOnce() {
    SubmissionRef ref =
        world.timeReport(
            entry ->
                List.of(
                    elsewhere.signature(SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, now()),
                    Elsewhere.vouched(
                        elsewhere.signature(
                            SignerRole.ANORDNARE, TestPersons.PROVIDER_SIGNER, entry, now()),
                        TestPersons.PROVIDER_SIGNER)));

    SubmissionSigned signed = only(ref, SubmissionSigned.class);

    assertThat(events(ref, SubmissionAwaitingSignature.class)).isEmpty();
    assertThat(open(signed))
        .extracting(CollectedSignature::role)
        .containsExactly(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
    assertThat(
            sealer.open(
                ref.tenantId(),
                ref.submissionId().value(),
                Purpose.DOCUMENT,
                signed.sealedDocument()))
        .isEqualTo(world.bytesOf(ref));
  }

  @Test
  void whoIsStillMissingSignsHere() {
    SubmissionRef ref =
        world.timeReport(
            entry ->
                List.of(
                    elsewhere.signature(
                        SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, now())));
    SubmissionAwaitingSignature awaiting = only(ref, SubmissionAwaitingSignature.class);
    assertThat(awaiting.missingRoles()).containsExactly(SignerRole.ANORDNARE);
    assertThat(awaiting.refused()).isEmpty();
    given()
        .contentType("application/json")
        .body(Map.of("enabled", true, "delayMillis", 50))
        .put(bankId + "/auto")
        .then()
        .statusCode(200);

    String order =
        given()
            .spec(world.client())
            .body(
                Map.of(
                    "submissionIds",
                    List.of(ref.submissionId().value()),
                    "role",
                    "ANORDNARE",
                    "signerPersonalNumber",
                    TestPersons.PROVIDER_SIGNER,
                    "endUserIp",
                    "127.0.0.1"))
            .post("/v1/signing-orders")
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    Eventually.holds(
        () ->
            given()
                .spec(world.client())
                .get("/v1/signing-orders/" + order)
                .then()
                .body("status", equalTo("COMPLETED")));
    assertThat(open(only(ref, SubmissionSigned.class)))
        .extracting(CollectedSignature::role)
        .containsExactly(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
  }

  @Test
  void theAssistantsSignatureIsTheAssistants() {
    assertRefused(
        entry -> elsewhere.signature(SignerRole.ASSISTENT, TestPersons.THIRD, entry, now()),
        "PERSON");
  }

  @Test
  void theProvidersSignatureIsOfSomebodyWhomTheVendorVouchesFor() {
    assertProvidersRefused(made -> made, "SIGNER");
    assertProvidersRefused(made -> Elsewhere.vouched(made, TestPersons.THIRD), "PERSON");
  }

  @Test
  void theProvidersSignatureIsOfSomebodyWhomTheTenantHasRegistered() {
    register(TestPersons.THIRD, "\"0\"");
    assertProvidersRefused(made -> Elsewhere.vouched(made, TestPersons.PROVIDER_SIGNER), "SIGNER");
    assertProvidersRefused(made -> made, "PERSON");

    register(TestPersons.PROVIDER_SIGNER, "\"1\"");
    only(bothSigned(made -> made), SubmissionSigned.class);
  }

  private void register(String person, String tag) {
    given()
        .spec(world.client())
        .header("If-Match", tag)
        .body(Map.of("rule", "REGISTERED", "personalNumbers", List.of(person)))
        .put("/v1/signers")
        .then()
        .statusCode(200);
  }

  private SubmissionRef bothSigned(UnaryOperator<CollectedSignature> providers) {
    return world.timeReport(
        entry ->
            List.of(
                elsewhere.signature(SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, now()),
                providers.apply(
                    elsewhere.signature(
                        SignerRole.ANORDNARE, TestPersons.PROVIDER_SIGNER, entry, now()))));
  }

  private void assertProvidersRefused(UnaryOperator<CollectedSignature> providers, String check) {
    SubmissionRef ref = bothSigned(providers);

    SubmissionAwaitingSignature told = only(ref, SubmissionAwaitingSignature.class);
    assertThat(told.refused()).contains("ANORDNARE." + check);
    assertThat(told.missingRoles()).containsExactly(SignerRole.ANORDNARE);
    assertThat(events(ref, SubmissionSigned.class)).isEmpty();
  }

  @Test
  void aSignatureOfAnotherDocumentIsWorthNothing() {
    SignedEntry other = new SignedEntry("7c9e6679-7425-40de-944b-e07fc1f90ae7", "b2".repeat(32));
    assertRefused(
        _ -> elsewhere.signature(SignerRole.ASSISTENT, TestPersons.ASSISTANT, other, now()),
        "NON_VISIBLE_DATA");
  }

  @Test
  void aSignatureHasTheDateThatItSays() {
    assertRefused(
        entry -> {
          CollectedSignature made =
              elsewhere.signature(SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, now());
          return new CollectedSignature(
              made.role(), made.signature(), made.ocspResponse(), made.signedOn().minusDays(1));
        },
        "DATE");
  }

  @Test
  void aSignatureIsNotTooOld() {
    assertRefused(
        entry ->
            elsewhere.signature(
                SignerRole.ASSISTENT,
                TestPersons.ASSISTANT,
                entry,
                now().minus(Duration.ofDays(91))),
        "TIME");
  }

  @Test
  void anotherSignaturesOcspResponseIsNotTaken() {
    assertRefused(
        entry -> {
          CollectedSignature one =
              elsewhere.signature(SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, now());
          CollectedSignature other =
              elsewhere.signature(SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, now());
          return new CollectedSignature(
              one.role(), one.signature(), other.ocspResponse(), one.signedOn());
        },
        "NONCE");
  }

  @Test
  void noiseIsRefusedAndNothingFails() {
    assertRefused(
        _ ->
            new CollectedSignature(
                SignerRole.ASSISTENT,
                Base64.getEncoder().encodeToString("<x/>".getBytes(UTF_8)),
                "AAAA",
                LocalDate.now(SWEDEN)),
        "STRUCTURE");
  }

  @ParameterizedTest
  @EnumSource(
      value = Deviation.class,
      names = {"ALTERED_VISIBLE_TEXT", "FORGED_SIGNATURE_VALUE", "IDENTIFICATION", "OTHER_PERSON"})
  void whatIsNotAsBankIdMakesItIsRefused(Deviation deviation) {
    SubmissionRef ref =
        world.timeReport(
            entry ->
                List.of(
                    elsewhere.signature(
                        SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, now(), deviation)));

    SubmissionAwaitingSignature told = only(ref, SubmissionAwaitingSignature.class);
    assertThat(told.refused()).isPresent();
    assertThat(told.missingRoles()).containsExactly(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
  }

  /** The provider's signature behind it holds, and does not help. */
  private void assertRefused(Function<SignedEntry, CollectedSignature> assistants, String check) {
    SubmissionRef ref =
        world.timeReport(
            entry ->
                Stream.of(
                        assistants.apply(entry),
                        elsewhere.signature(
                            SignerRole.ANORDNARE, TestPersons.PROVIDER_SIGNER, entry, now()))
                    .toList());

    SubmissionAwaitingSignature told = only(ref, SubmissionAwaitingSignature.class);
    assertThat(told.refused()).contains("ASSISTENT." + check);
    assertThat(told.missingRoles()).containsExactly(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
    assertThat(events(ref, SubmissionSigned.class)).isEmpty();
  }

  private List<CollectedSignature> open(SubmissionSigned signed) {
    SubmissionRef ref = signed.submission();
    return CollectedSignature.readAll(
        sealer.open(
            ref.tenantId(),
            ref.submissionId().value(),
            Purpose.SIGNATURES,
            signed.sealedSignatures()));
  }

  private static Instant now() {
    return Instant.now();
  }

  private <T extends DomainEvent> T only(SubmissionRef ref, Class<T> type) {
    return Eventually.value(() -> events(ref, type), found -> found.size() == 1).getFirst();
  }

  private <T extends DomainEvent> List<T> events(SubmissionRef ref, Class<T> type) {
    return kafka.all("sluss.signing").stream()
        .filter(record -> ref.submissionId().value().equals(record.key()))
        .map(
            record ->
                EventJson.read(KafkaProbe.header(record, "ce_type").orElseThrow(), record.value()))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
