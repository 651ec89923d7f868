package se.sluss.intake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.Database;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.id.SignerRole;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

@IntakeTest
class BroughtSignaturesIT {
  @Inject Sealer sealer;

  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @Test
  void signaturesTravelSealedToWhereTheyAreVerified() {
    ObjectNode json = report();
    sign(json, "ASSISTENT", "c2lnbmVk", "b2NzcA==", "2024-11-20");
    sign(json, "ANORDNARE", "YW5k", "c2VhbGVk", "2024-11-21");

    Response answer = customer.handIn(json);

    answer.then().statusCode(202).body("history[0].next", containsString("verified"));
    String id = answer.path("id");
    try (var kafka = KafkaProbe.onTestServers()) {
      var record = kafka.await("sluss.intake", 1, sent -> sent.key().equals(id)).getFirst();
      assertThat(new String(record.value(), UTF_8)).doesNotContain("c2lnbmVk");
      var event =
          (SubmissionAccepted) EventJson.read("se.sluss.submission.accepted.v1", record.value());
      assertThat(
              CollectedSignature.readAll(
                  sealer.open(
                      customer.tenant(),
                      id,
                      Purpose.SIGNATURES,
                      event.sealedSignatures().orElseThrow())))
          .extracting(s -> s.role() + " " + s.signature() + " " + s.ocspResponse() + s.signedOn())
          .containsExactly(
              SignerRole.ASSISTENT + " c2lnbmVk b2NzcA==2024-11-20",
              SignerRole.ANORDNARE + " YW5k c2VhbGVk2024-11-21");
    }
  }

  @Test
  void everyFaultOfTheirFormIsToldAtOnce() {
    ObjectNode json = report();
    sign(json, "BOSS", "%", "", "yesterday");
    sign(json, "ANORDNARE", "YW5k", "c2VhbGVk", "2024-11-21");
    json.withArray("signatures").add(1).addObject().put("more", "x");

    customer
        .handIn(json)
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "#/signatures/0/role",
                "#/signatures/0/signature",
                "#/signatures/0/ocspResponse",
                "#/signatures/0/signedOn",
                "#/signatures/2",
                "#/signatures/3/more",
                "#/signatures/3/role",
                "#/signatures/3/signature",
                "#/signatures/3/ocspResponse",
                "#/signatures/3/signedOn"));
  }

  @Test
  void aDayToComeAndAnAssistantWhoIsSomebodyElseAreTold() {
    ObjectNode early = report();
    sign(early, "ASSISTENT", "YW5k", "c2VhbGVk", "2999-01-01");
    ObjectNode another = report();
    sign(another, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");
    ObjectNode signature = (ObjectNode) another.at("/signatures/0");

    validate(early)
        .body("errors.code", contains("still-to-come"))
        .body("errors.pointer", contains("#/signatures/0/signedOn"));
    signature.put("signerPersonalNumber", TestPersons.PROVIDER_SIGNER);
    validate(another)
        .body("errors.code", contains("not-the-assistant"))
        .body("errors.pointer", contains("#/signatures/0/signerPersonalNumber"));
    signature.put("signerPersonalNumber", TestPersons.ASSISTANT);
    validate(another).body("valid", equalTo(true));
  }

  /** Each fault of hundreds of thousands would be told with its place. */
  @Test
  void ofMoreThanAnybodyBringsNothingElseIsTold() {
    ObjectNode json = report();
    for (int i = 0; i < 100_000; i++) {
      json.withArray("signatures").addObject();
    }

    customer
        .handIn(json)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/signatures"))
        .body("errors.code", contains("wrong-length"));
  }

  @Test
  void ofSignaturesThatCannotBeReadItIsNotSaidThatTheyAreOthers() {
    ObjectNode signed = report();
    sign(signed, "ASSISTENT", "c2lnbmVk", "c2VhbGVk", "2024-11-21");
    sign(signed, "ANORDNARE", "YW5k", "c2VhbGVk", "2024-11-21");
    customer.handIn(signed).then().statusCode(202);
    ((ObjectNode) signed.at("/signatures/1")).put("signedOn", "2024-13-01");

    customer.handIn(signed).then().statusCode(422).body("errors.code", contains("invalid-value"));
    validate(signed).body("errors.code", contains("invalid-value"));
    signed.withArray("signatures").removeAll();
    for (int i = 0; i < 11; i++) {
      signed.withArray("signatures").addObject();
    }
    validate(signed).body("errors.code", contains("wrong-length"));
  }

  @Test
  void aSlipInWhoSignedOrInTheListDoesNotMakeThemOthers() {
    ObjectNode signed = report();
    sign(signed, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");
    ObjectNode signature = (ObjectNode) signed.at("/signatures/0");
    signature.put("signerPersonalNumber", TestPersons.ASSISTANT);
    customer.handIn(signed).then().statusCode(202);
    ObjectNode unsigned = report();
    customer.handIn(unsigned).then().statusCode(202);

    signature.put("signerPersonalNumber", "19900101-2385");
    validate(signed).body("errors.code", contains("invalid-value"));
    signature.put("signerPersonalNumber", 1);
    validate(signed).body("errors.code", contains("wrong-type"));
    unsigned.putObject("signatures");
    validate(unsigned).body("errors.code", contains("wrong-type"));
  }

  @Test
  void whatIsWrongWithOthersHidesNotThatTheyComeTooLate() {
    ObjectNode unsigned = report();
    ObjectNode unread = unsigned.deepCopy();
    sign(unread, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-13-01");
    customer.handIn(unsigned).then().statusCode(202);
    ObjectNode signed = report();
    sign(signed, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");
    customer.handIn(signed).then().statusCode(202);
    ObjectNode others = signed.deepCopy();
    ((ObjectNode) others.at("/signatures/0")).put("signature", "YW5kcmE=").put("note", "x");

    for (ObjectNode late : List.of(unread, others)) {
      String fault = late == unread ? "invalid-value" : "unknown-member";
      validate(late).body("errors.code", containsInAnyOrder(fault, "too-late"));
      customer
          .handIn(late)
          .then()
          .statusCode(422)
          .body("errors.code", containsInAnyOrder(fault, "too-late"));
    }
  }

  @Test
  void theyAreBroughtInTheOrderInWhichPeopleSign() {
    ObjectNode providerAlone = report();
    sign(providerAlone, "ANORDNARE", "YW5k", "c2VhbGVk", "2024-11-21");
    ObjectNode twice = report();
    sign(twice, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");
    sign(twice, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");
    ObjectNode none = report();
    none.putArray("signatures");
    ObjectNode assistantAlone = report();
    sign(assistantAlone, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");

    for (ObjectNode wrong : new ObjectNode[] {providerAlone, twice, none}) {
      customer
          .handIn(wrong)
          .then()
          .statusCode(422)
          .body("errors.code", contains("not-the-next-signers"))
          .body("errors.pointer", contains("#/signatures"));
    }
    customer.handIn(assistantAlone).then().statusCode(202);
  }

  @Test
  void forADocumentThatWasHandedInWithoutThemTheyComeTooLateAndThatIsSaid() {
    ObjectNode unsigned = report();
    ObjectNode signed = unsigned.deepCopy();
    sign(signed, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");
    customer.handIn(unsigned).then().statusCode(202);

    validate(signed).body("errors.code", contains("too-late"));
    ObjectNode batch = signed.objectNode();
    batch.putArray("documents").add(signed);
    customer
        .call()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(batch.toString())
        .post("/v1/submission-batches")
        .then()
        .body("results[0].problem.errors.code", contains("too-late"))
        .body("results[0].problem.errors.pointer", contains("#/documents/0/signatures"));
    customer
        .handIn(signed)
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"))
        .body("errors.pointer", contains("#/signatures"))
        .body("errors.code", contains("too-late"));
    customer.handIn(unsigned).then().statusCode(200);
  }

  @Test
  void whatWasHandedInWithThemIsTheSameWhenItComesAgain() {
    ObjectNode signed = report();
    sign(signed, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");
    String id = customer.handIn(signed).then().statusCode(202).extract().path("id");

    customer.handIn(signed).then().statusCode(200).body("id", equalTo(id));
    validate(signed).body("valid", equalTo(true));
  }

  @Test
  void otherSignaturesForTheSameDocumentComeTooLateAndValidationSaysSoBefore() {
    ObjectNode unsigned = report();
    ObjectNode signed = unsigned.deepCopy();
    sign(signed, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");
    String id = customer.handIn(signed).then().statusCode(202).extract().path("id");
    ObjectNode both = signed.deepCopy();
    sign(both, "ANORDNARE", "YW5kcmE=", "c2VhbGVk", "2024-11-21");
    ObjectNode others = unsigned.deepCopy();
    sign(others, "ASSISTENT", "YW5kcmE=", "c2VhbGVk", "2024-11-21");

    for (ObjectNode late : List.of(both, others)) {
      validate(late)
          .body("valid", equalTo(false))
          .body("errors.pointer", contains("#/signatures"))
          .body("errors.code", contains("too-late"));
      customer
          .handIn(late)
          .then()
          .statusCode(409)
          .body("code", equalTo("state-conflict"))
          .body("errors.code", contains("too-late"));
    }
    for (ObjectNode known : List.of(unsigned, signed)) {
      validate(known).body("valid", equalTo(true));
      customer.handIn(known).then().statusCode(200).body("id", equalTo(id));
    }
  }

  /** What was brought is not remembered of it. */
  @Test
  void aDocumentThatWasHandedInBeforeSignaturesWereRememberedIsKnownWithAny() {
    ObjectNode signed = report();
    sign(signed, "ASSISTENT", "YW5k", "c2VhbGVk", "2024-11-21");
    String id = customer.handIn(signed).then().statusCode(202).extract().path("id");
    Database.execute(
        "UPDATE intake.submission SET signatures_sha256 = NULL WHERE id = '%s'".formatted(id));

    sign(signed, "ANORDNARE", "YW5kcmE=", "c2VhbGVk", "2024-11-21");

    customer.handIn(signed).then().statusCode(200).body("id", equalTo(id));
  }

  private ObjectNode report() {
    return JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
  }

  private static void sign(
      ObjectNode json, String role, String signature, String ocspResponse, String signedOn) {
    json.withArray("signatures")
        .addObject()
        .put("role", role)
        .put("signature", signature)
        .put("ocspResponse", ocspResponse)
        .put("signedOn", signedOn);
  }

  private ValidatableResponse validate(ObjectNode json) {
    return customer.validate(json).then().statusCode(200);
  }
}
