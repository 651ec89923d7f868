package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

/** The room with a real database and broker, and a strict BankID across real mutual TLS. */
@SigningTest
class SigningIT {
  @Inject OrderDesks desks;
  @Inject Sealer sealer;

  @ConfigProperty(name = "test.bankid.control")
  String bankId;

  private World world;
  private OrderDesk desk;

  @BeforeEach
  void freshTenant() {
    desk = desks.freshWithWillingPeople();
    world = desk.world();
  }

  @Test
  void oneSignatureCoversManyDocuments() {
    List<SubmissionRef> refs =
        List.of(world.notification(), world.notification(), world.notification());

    String order = desk.open(refs, "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");

    desk.awaitStatus(order, "COMPLETED");
    List<SubmissionSigned> signed =
        refs.stream().map(ref -> desk.only(ref, SubmissionSigned.class)).toList();
    Set<String> signatures = new HashSet<>();
    for (SubmissionSigned one : signed) {
      SubmissionRef ref = one.submission();
      List<CollectedSignature> collected =
          CollectedSignature.readAll(
              sealer.open(
                  ref.tenantId(),
                  ref.submissionId().value(),
                  Purpose.SIGNATURES,
                  one.sealedSignatures()));
      assertThat(collected).singleElement();
      assertThat(collected.getFirst().role()).isEqualTo(SignerRole.ANORDNARE);
      signatures.add(collected.getFirst().signature());
      assertThat(
              sealer.open(
                  ref.tenantId(),
                  ref.submissionId().value(),
                  Purpose.DOCUMENT,
                  one.sealedDocument()))
          .isEqualTo(world.bytesOf(ref));
    }
    assertThat(signatures).hasSize(1);
    desk.only(order, SigningOrderCompleted.class);
  }

  @Test
  void aTimeReportIsSignedByTheAssistantBeforeTheProvider() {
    SubmissionRef report = world.timeReport();
    given()
        .spec(world.client())
        .body(OrderDesk.body(List.of(report), "ANORDNARE", TestPersons.PROVIDER_SIGNER))
        .post("/v1/signing-orders")
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"))
        .body("errors.code", hasItem("role-not-next"));

    desk.awaitStatus(
        desk.open(List.of(report), "ASSISTENT", null).extract().path("id"), "COMPLETED");
    Eventually.holds(
        () ->
            assertThat(desk.last(report, SubmissionAwaitingSignature.class).missingRoles())
                .containsExactly(SignerRole.ANORDNARE));
    assertThat(desk.events(report, SubmissionSigned.class)).isEmpty();

    desk.awaitStatus(desk.opened(report), "COMPLETED");
    SubmissionSigned signed = desk.only(report, SubmissionSigned.class);
    assertThat(
            CollectedSignature.readAll(
                sealer.open(
                    report.tenantId(),
                    report.submissionId().value(),
                    Purpose.SIGNATURES,
                    signed.sealedSignatures())))
        .extracting(CollectedSignature::role)
        .containsExactly(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
  }

  @Test
  void theDateByWhichADocumentMustArriveOutlivesTheWaitForSignatures() {
    Instant neededBy = Instant.parse("2099-12-05T23:00:00Z");
    SubmissionRef dated = world.notification(Optional.of(neededBy));
    SubmissionRef undated = world.notification();

    String order = desk.opened(dated, undated);

    desk.awaitStatus(order, "COMPLETED");
    assertThat(desk.only(dated, SubmissionSigned.class).neededBy()).contains(neededBy);
    assertThat(desk.only(undated, SubmissionSigned.class).neededBy()).isEmpty();
  }

  @Test
  void anAssistantsDocumentIsSignedByThatAssistantAlone() {
    SubmissionRef report = world.timeReport();

    given()
        .spec(world.client())
        .body(OrderDesk.body(List.of(report), "ASSISTENT", TestPersons.PROVIDER_SIGNER))
        .post("/v1/signing-orders")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem("not-the-assistant"));
  }

  @Test
  void aPersonWhoDeclinesSignsNothing() {
    desk.script("cancel", List.of());
    SubmissionRef ref = world.notification();

    String order = desk.opened(ref);

    desk.awaitStatus(order, "FAILED");
    desk.get(order).body("reason", equalTo("userCancel"));
    desk.only(order, SigningOrderFailed.class);
    assertThat(desk.events(ref, SubmissionSigned.class)).isEmpty();
  }

  @Test
  void anotherPersonsSignatureIsRefused() {
    desk.script("wrong-person", List.of());
    assertRefused("PERSON");
  }

  @Test
  void aRevokedCertificateIsRefused() {
    desk.script("sign", List.of("OCSP_REVOKED"));
    assertRefused("OCSP");
  }

  @Test
  void aTextThatWasNotShownIsRefused() {
    desk.script("sign", List.of("ALTERED_VISIBLE_TEXT"));
    assertRefused("CORE_VALIDATION");
  }

  @Test
  void theFinalAnswerIsKeptWhenBankIdFailsBefore() {
    desk.fault("collect", 500, "internalError", 2);
    SubmissionRef ref = world.notification();

    desk.awaitStatus(desk.opened(ref), "COMPLETED");

    desk.only(ref, SubmissionSigned.class);
  }

  @Test
  void maintenanceAtBankIdIsWaitedFor() {
    desk.fault("sign", 503, "maintenance", 1);
    SubmissionRef ref = world.notification();

    desk.awaitStatus(desk.opened(ref), "COMPLETED");
  }

  @Test
  void anOrderThatBankIdMayHaveOpenedIsNotOpenedTwice() {
    given()
        .contentType("application/json")
        .body(Map.of("path", "sign", "times", 1, "drop", true))
        .post(bankId + "/faults")
        .then()
        .statusCode(200);
    SubmissionRef ref = world.notification();

    String order = desk.opened(ref);

    desk.awaitStatus(order, "FAILED");
    desk.get(order).body("reason", equalTo("startUnknown"));
  }

  @Test
  void whatTheVendorAsksOfBankIdIsAsked() {
    desk.autoSign(false);
    Map<String, Object> body =
        OrderDesk.body(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER);
    body.put("language", "en");
    body.put("returnUrl", "https://vendor.example/back#nonce");
    body.put("returnRisk", true);
    body.put("requirement", Map.of("pinCode", true, "risk", "low"));
    body.put("web", Map.of("referringDomain", "vendor.example", "deviceIdentifier", "browser-1"));

    String order =
        given()
            .spec(world.client())
            .body(body)
            .post("/v1/signing-orders")
            .then()
            .statusCode(202)
            .body("language", equalTo("en"))
            .extract()
            .path("id");

    desk.awaitStatus(order, "PENDING");
  }

  @Test
  void whatBankIdWouldRefuseIsRefusedBeforeAnybodyIsAsked() {
    Map<String, Object> body =
        OrderDesk.body(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER);
    body.put("language", "de");
    body.put("returnUrl", "javascript:alert(1)");
    body.put("requirement", Map.of("risk", "high", "cardReader", "class3"));
    body.put("web", Map.of("userAgent", "x".repeat(257)));
    body.put("app", Map.of());

    given()
        .spec(world.client())
        .body(body)
        .post("/v1/signing-orders")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "#/language",
                "#/returnUrl",
                "#/requirement/risk",
                "#/requirement/cardReader",
                "#/web",
                "#/web/userAgent",
                "#/app"));
  }

  @Test
  void aBankIdThatWouldNotCountIsNeitherAskedForNorSignedWith() {
    Map<String, Object> body =
        OrderDesk.body(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER);
    body.put("requirement", Map.of("certificatePolicies", List.of("1.2.3.4.5")));
    noneAccepted("/v1/signing-orders", body);
    body.remove("endUserIp");
    noneAccepted("/v1/signing-pages", body);

    body.put("requirement", Map.of("certificatePolicies", List.of("1.2.3.*")));
    body.put("endUserIp", "127.0.0.1");
    desk.autoSign(true);
    String order =
        given()
            .spec(world.client())
            .body(body)
            .post("/v1/signing-orders")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    desk.awaitStatus(order, "COMPLETED");
  }

  private void noneAccepted(String door, Map<String, Object> body) {
    given()
        .spec(world.client())
        .body(body)
        .post(door)
        .then()
        .statusCode(422)
        .body("errors.code", contains("none-accepted"))
        .body("errors.pointer", contains("#/requirement/certificatePolicies"));
  }

  @Test
  void strangersSeeNothing() {
    desk.autoSign(false);
    SubmissionRef ref = world.notification();
    String order = desk.opened(ref);
    World stranger = new World(KafkaProbe.onTestServers(), sealer, Mode.TEST);
    World otherMode = world.inMode(Mode.LIVE);

    for (World other : List.of(stranger, otherMode)) {
      given()
          .spec(other.client())
          .get("/v1/signing-orders/" + order)
          .then()
          .statusCode(404)
          .contentType("application/problem+json");
      given()
          .spec(other.client())
          .body(OrderDesk.body(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER))
          .post("/v1/signing-orders")
          .then()
          .statusCode(404);
      given().spec(other.client()).get("/v1/signing-orders").then().body("data.size()", equalTo(0));
    }
  }

  @Test
  void everyFaultOfABodyIsToldAtOnceAndNoValueComesBack() {
    given()
        .spec(world.client())
        .body(
            Map.of(
                "submissionIds", List.of("nonsense"),
                "role", "BOSS",
                "signerPersonalNumber", "199001012384",
                "endUserIp", "localhost"))
        .post("/v1/signing-orders")
        .then()
        .statusCode(422)
        .body("errors.size()", equalTo(4))
        .body(not(containsString("199001012384")));
  }

  @Test
  void theRoomServesItsContract() {
    given().get("/openapi").then().statusCode(200).body(containsString("openSigningOrder"));
  }

  @Test
  void nothingPersonalCrossesKafkaInTheClear() {
    SubmissionRef ref = world.notification();
    desk.awaitStatus(desk.opened(ref), "COMPLETED");
    desk.only(ref, SubmissionSigned.class);

    assertThat(KafkaProbe.onTestServers().all("sluss.signing"))
        .allSatisfy(
            record -> {
              String text = new String(record.value(), StandardCharsets.UTF_8);
              TestPersons.ADULTS.forEach(number -> assertThat(text).doesNotContain(number));
              assertThat(text).doesNotContain("Testlund");
            });
  }

  private void assertRefused(String step) {
    SubmissionRef ref = world.notification();

    String order = desk.opened(ref);

    desk.awaitStatus(order, "FAILED");
    desk.get(order).body("reason", equalTo("signatureRefused." + step));
    desk.only(order, SigningOrderFailed.class);
    assertThat(desk.events(ref, SubmissionSigned.class)).isEmpty();
  }
}
