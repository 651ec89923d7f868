package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.model.event.SubmissionCancelled;
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
  @Inject Sealer sealer;

  @ConfigProperty(name = "test.bankid.control")
  String bankId;

  private final KafkaProbe kafka = KafkaProbe.onTestServers();
  private World world;

  @BeforeEach
  void freshTenant() {
    world = new World(kafka, sealer, Mode.TEST);
    given().delete(bankId + "/script");
    given().delete(bankId + "/faults");
    autoSign(true);
  }

  @Test
  void oneSignatureCoversManyDocuments() {
    List<SubmissionRef> refs =
        List.of(world.notification(), world.notification(), world.notification());

    String order = open(refs, "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");

    awaitStatus(order, "COMPLETED");
    List<SubmissionSigned> signed =
        refs.stream().map(ref -> only(ref, SubmissionSigned.class)).toList();
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
    assertThat(events(order, SigningOrderCompleted.class)).singleElement();
  }

  @Test
  void aTimeReportIsSignedByTheAssistantBeforeTheProvider() {
    SubmissionRef report = world.timeReport();
    given()
        .spec(world.client())
        .body(body(List.of(report), "ANORDNARE", TestPersons.PROVIDER_SIGNER))
        .post("/v1/signing-orders")
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"))
        .body("errors.code", hasItem("role-not-next"));

    awaitStatus(open(List.of(report), "ASSISTENT", null).extract().path("id"), "COMPLETED");
    assertThat(events(report, SubmissionSigned.class)).isEmpty();
    assertThat(last(report, SubmissionAwaitingSignature.class).missingRoles())
        .containsExactly(SignerRole.ANORDNARE);

    awaitStatus(
        open(List.of(report), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id"),
        "COMPLETED");
    SubmissionSigned signed = only(report, SubmissionSigned.class);
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

    String order =
        open(List.of(dated, undated), "ANORDNARE", TestPersons.PROVIDER_SIGNER)
            .extract()
            .path("id");

    awaitStatus(order, "COMPLETED");
    assertThat(only(dated, SubmissionSigned.class).neededBy()).contains(neededBy);
    assertThat(only(undated, SubmissionSigned.class).neededBy()).isEmpty();
  }

  @Test
  void anAssistantsDocumentIsSignedByThatAssistantAlone() {
    SubmissionRef report = world.timeReport();

    given()
        .spec(world.client())
        .body(body(List.of(report), "ASSISTENT", TestPersons.PROVIDER_SIGNER))
        .post("/v1/signing-orders")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem("not-the-assistant"));
  }

  @Test
  void theUserStartsTheAppByQrCode() {
    autoSign(false);
    SubmissionRef ref = world.notification();
    String order =
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");
    awaitStatus(order, "PENDING");
    ValidatableResponse view = get(order).body("autoStartToken", not(equalTo(null)));

    given()
        .contentType("application/json")
        .body(
            Map.of(
                "qrText",
                view.extract().path("qrData"),
                "personalNumber",
                TestPersons.PROVIDER_SIGNER,
                "action",
                "sign"))
        .post(bankId + "/device/scan")
        .then()
        .statusCode(200);

    awaitStatus(order, "COMPLETED");
    get(order).body("qrData", equalTo(null)).body("autoStartToken", equalTo(null));
  }

  @Test
  void aPersonWhoDeclinesSignsNothing() {
    script("cancel", List.of());
    SubmissionRef ref = world.notification();

    String order =
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");

    awaitStatus(order, "FAILED");
    get(order).body("reason", equalTo("userCancel"));
    assertThat(events(order, SigningOrderFailed.class)).singleElement();
    assertThat(events(ref, SubmissionSigned.class)).isEmpty();
  }

  @Test
  void anotherPersonsSignatureIsRefused() {
    script("wrong-person", List.of());
    assertRefused("PERSON");
  }

  @Test
  void aRevokedCertificateIsRefused() {
    script("sign", List.of("OCSP_REVOKED"));
    assertRefused("OCSP");
  }

  @Test
  void aTextThatWasNotShownIsRefused() {
    script("sign", List.of("ALTERED_VISIBLE_TEXT"));
    assertRefused("CORE_VALIDATION");
  }

  @Test
  void theFinalAnswerIsKeptWhenBankIdFailsBefore() {
    fault("collect", 500, "internalError", 2);
    SubmissionRef ref = world.notification();

    awaitStatus(
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id"),
        "COMPLETED");

    only(ref, SubmissionSigned.class);
  }

  @Test
  void maintenanceAtBankIdIsWaitedFor() {
    fault("sign", 503, "maintenance", 1);
    SubmissionRef ref = world.notification();

    awaitStatus(
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id"),
        "COMPLETED");
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

    String order =
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");

    awaitStatus(order, "FAILED");
    get(order).body("reason", equalTo("startUnknown"));
  }

  @Test
  void anOrderIsCancelledAtBankIdToo() {
    autoSign(false);
    SubmissionRef ref = world.notification();
    String order =
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");
    awaitStatus(order, "PENDING");

    given()
        .spec(world.client())
        .post("/v1/signing-orders/" + order + "/cancel")
        .then()
        .statusCode(202);

    awaitStatus(order, "CANCELLED");
    assertThat(events(order, SigningOrderFailed.class))
        .singleElement()
        .extracting(SigningOrderFailed::reason)
        .isEqualTo("cancelled");
    given()
        .spec(world.client())
        .post("/v1/signing-orders/" + order + "/cancel")
        .then()
        .statusCode(409);
  }

  @Test
  void aCancelledSubmissionIsNotSignedAnyMore() {
    autoSign(false);
    SubmissionRef kept = world.notification();
    SubmissionRef cancelled = world.notification();
    String order =
        open(List.of(kept, cancelled), "ANORDNARE", TestPersons.PROVIDER_SIGNER)
            .extract()
            .path("id");
    awaitStatus(order, "PENDING");

    world.tell(new SubmissionCancelRequested(cancelled, world.now()), cancelled);
    only(cancelled, SubmissionCancelled.class);
    signOnThisDevice(order);

    awaitStatus(order, "COMPLETED");
    only(kept, SubmissionSigned.class);
    assertThat(events(cancelled, SubmissionSigned.class)).isEmpty();
  }

  @Test
  void whatIsSignedIsNotSignedAgain() {
    SubmissionRef ref = world.notification();
    awaitStatus(
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id"),
        "COMPLETED");

    given()
        .spec(world.client())
        .body(body(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER))
        .post("/v1/signing-orders")
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("not-awaiting"));
  }

  @Test
  void whatEndedUnsignedGoesOnWithOnePress() {
    script("cancel", List.of());
    SubmissionRef ref = world.notification();
    String first =
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");
    awaitStatus(first, "FAILED");
    get(first).body("reason", equalTo("userCancel")).body("message.code", equalTo("RFA6"));

    String second = restart(first).statusCode(202).extract().path("id");

    awaitStatus(second, "COMPLETED");
    only(ref, SubmissionSigned.class);
    get(first).body("restartedAs", equalTo(second));
    get(second).body("restartOf", equalTo(first)).body("submissionIds", hasSize(1));
    restart(first).statusCode(202).body("id", equalTo(second));
    restart(second).statusCode(409).body("code", equalTo("state-conflict"));
  }

  @Test
  void anOrderThatRunsIsNotRestarted() {
    autoSign(false);
    String order =
        open(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER)
            .extract()
            .path("id");
    awaitStatus(order, "PENDING");

    restart(order).statusCode(409);
  }

  @Test
  void moreThanBankIdTakesAtOnceIsSignedInPartsOneAfterTheOther() {
    List<SubmissionRef> refs = world.notifications(45);

    String order = open(refs, "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");

    awaitStatus(order, "COMPLETED");
    get(order)
        .body("part", equalTo(3))
        .body("parts.status", everyItem(equalTo("SIGNED")))
        .body("parts.submissionIds.flatten()", hasSize(45));
    List<SigningOrderCompleted> told = events(order, SigningOrderCompleted.class);
    assertThat(told).hasSize(3);
    assertThat(told.stream().flatMap(one -> one.submissionIds().stream()))
        .containsExactlyInAnyOrderElementsOf(
            refs.stream().map(SubmissionRef::submissionId).toList());
  }

  @Test
  void whoWaitsIsToldOfAChangeAndOfNoneByTheSameTag() {
    autoSign(false);
    String order =
        open(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER)
            .extract()
            .path("id");
    awaitStatus(order, "PENDING");
    String tag = get(order).extract().header("ETag");
    waitFor(order, 0, tag).statusCode(304);

    signOnThisDevice(order);

    waitFor(order, 20, tag).statusCode(200).header("ETag", not(equalTo(tag)));
    waitFor(order, 31, tag).statusCode(422).body("errors.pointer", hasItem("#/wait"));
  }

  @Test
  void anOrderIsFollowedToItsEndWithANewCodeEachSecond() {
    autoSign(false);
    String order =
        open(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER)
            .extract()
            .path("id");
    awaitStatus(order, "PENDING");
    CompletableFuture<String> stream =
        CompletableFuture.supplyAsync(
            () ->
                given()
                    .spec(world.client())
                    .accept("text/event-stream")
                    .get("/v1/signing-orders/" + order + "/events?launch=mobile")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString(),
            Thread.ofVirtual()::start);
    Set<String> codes = new HashSet<>();
    Eventually.holds(
        () -> {
          codes.add(get(order).extract().path("qrData"));
          assertThat(codes).hasSizeGreaterThan(2);
        });

    signOnThisDevice(order);

    String told = stream.join();
    assertThat(told).contains("event:order", "\"RFA13\"", "\"status\":\"COMPLETED\"");
    assertThat(Pattern.compile("\"qrData\":\"(bankid[^\"]+)\"").matcher(told).results())
        .extracting(MatchResult::group)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(1);
  }

  @Test
  void aStrangersOrderIsNotFollowed() {
    String order =
        open(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER)
            .extract()
            .path("id");
    World stranger = new World(kafka, sealer, Mode.TEST);

    given()
        .spec(stranger.client())
        .accept("text/event-stream")
        .get("/v1/signing-orders/" + order + "/events")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    given()
        .spec(stranger.client())
        .post("/v1/signing-orders/" + order + "/restart")
        .then()
        .statusCode(404);
  }

  @Test
  void whatTheVendorAsksOfBankIdIsAsked() {
    autoSign(false);
    Map<String, Object> body =
        body(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER);
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

    awaitStatus(order, "PENDING");
  }

  @Test
  void whatBankIdWouldRefuseIsRefusedBeforeAnybodyIsAsked() {
    Map<String, Object> body =
        body(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER);
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
  void strangersSeeNothing() {
    autoSign(false);
    SubmissionRef ref = world.notification();
    String order =
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");
    World stranger = new World(kafka, sealer, Mode.TEST);
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
          .body(body(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER))
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
    awaitStatus(
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id"),
        "COMPLETED");
    only(ref, SubmissionSigned.class);

    assertThat(kafka.all("sluss.signing"))
        .allSatisfy(
            record -> {
              String text = new String(record.value(), StandardCharsets.UTF_8);
              TestPersons.ADULTS.forEach(number -> assertThat(text).doesNotContain(number));
              assertThat(text).doesNotContain("Testlund");
            });
  }

  private void assertRefused(String step) {
    SubmissionRef ref = world.notification();

    String order =
        open(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");

    awaitStatus(order, "FAILED");
    get(order).body("reason", equalTo("signatureRefused." + step));
    assertThat(events(ref, SubmissionSigned.class)).isEmpty();
  }

  private ValidatableResponse open(List<SubmissionRef> refs, String role, String signer) {
    return given()
        .spec(world.client())
        .body(body(refs, role, signer))
        .post("/v1/signing-orders")
        .then()
        .statusCode(202)
        .header("Location", containsString("/v1/signing-orders/ord_"))
        .body("status", equalTo("STARTING"));
  }

  private static Map<String, Object> body(List<SubmissionRef> refs, String role, String signer) {
    Map<String, Object> body = new HashMap<>();
    body.put("submissionIds", refs.stream().map(ref -> ref.submissionId().value()).toList());
    body.put("role", role);
    body.put("endUserIp", "127.0.0.1");
    if (signer != null) {
      body.put("signerPersonalNumber", signer);
    }
    return body;
  }

  private ValidatableResponse get(String order) {
    return given().spec(world.client()).get("/v1/signing-orders/" + order).then().statusCode(200);
  }

  private ValidatableResponse restart(String order) {
    return given().spec(world.client()).post("/v1/signing-orders/" + order + "/restart").then();
  }

  private ValidatableResponse waitFor(String order, int seconds, String tag) {
    return given()
        .spec(world.client())
        .header("If-None-Match", tag)
        .get("/v1/signing-orders/" + order + "?wait=" + seconds)
        .then();
  }

  private void signOnThisDevice(String order) {
    given()
        .contentType("application/json")
        .body(
            Map.of(
                "autoStartToken",
                get(order).extract().path("autoStartToken"),
                "personalNumber",
                TestPersons.PROVIDER_SIGNER,
                "action",
                "sign"))
        .post(bankId + "/device/autostart")
        .then()
        .statusCode(200);
  }

  private void awaitStatus(String order, String status) {
    Eventually.holds(() -> get(order).body("status", equalTo(status)));
  }

  private <T extends DomainEvent> T only(SubmissionRef ref, Class<T> type) {
    return Eventually.value(() -> events(ref, type), found -> found.size() == 1).getFirst();
  }

  private <T extends DomainEvent> T last(SubmissionRef ref, Class<T> type) {
    return events(ref, type).getLast();
  }

  private <T extends DomainEvent> List<T> events(SubmissionRef ref, Class<T> type) {
    return events(ref.submissionId().value(), type);
  }

  private <T extends DomainEvent> List<T> events(String key, Class<T> type) {
    return kafka.all("sluss.signing").stream()
        .filter(record -> key.equals(record.key()))
        .map(
            record ->
                EventJson.read(KafkaProbe.header(record, "ce_type").orElseThrow(), record.value()))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private void autoSign(boolean enabled) {
    given()
        .contentType("application/json")
        .body(Map.of("enabled", enabled, "delayMillis", 50))
        .put(bankId + "/auto")
        .then()
        .statusCode(200);
  }

  private void script(String behaviour, List<String> deviations) {
    given()
        .contentType("application/json")
        .body(Map.of("behaviour", behaviour, "times", 1, "deviations", deviations))
        .post(bankId + "/script")
        .then()
        .statusCode(200);
  }

  private void fault(String path, int status, String code, int times) {
    given()
        .contentType("application/json")
        .body(Map.of("path", path, "status", status, "errorCode", code, "times", times))
        .post(bankId + "/faults")
        .then()
        .statusCode(200);
  }
}
