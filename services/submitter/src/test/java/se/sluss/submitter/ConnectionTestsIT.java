package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static se.sluss.testsupport.Eventually.value;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.submitter.onboarding.ConnectionTests;
import se.sluss.testsupport.RealInfrastructure;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** A connection is proved by one document of ours, and by what the authority answers to it. */
@SubmitterTest
class ConnectionTestsIT extends Deliveries {
  private static final String PROVIDER = TestPersons.organisationNumber(1);

  @Inject ConnectionTests tests;
  @Inject Transactions transactions;

  @ParameterizedTest
  @EnumSource(Service.class)
  void answerToTheTestDocumentIsTheProof(Service service) {
    String connection = vendor.connect(service);
    JsonPath asked =
        ask(connection, RealInfrastructure.ADMIN_KEY).statusCode(201).extract().jsonPath();
    byte[] document = Base64.getDecoder().decode(asked.getString("documentXml"));
    assertThat(new String(document, StandardCharsets.UTF_8)).contains("Anslutningstest", PROVIDER);
    assertThat(asked.getBoolean("proved")).isFalse();

    SubmissionSigned signed = handedIn(service, asked, document);
    SubmissionReceived received = last(signed, SubmissionReceived.class);

    settled(connection, asked.getString("id"))
        .body("proved", equalTo(true))
        .body("interfaceVersion", equalTo("1"))
        .body("documentXml", nullValue())
        .body("result.outcome", equalTo("RECEIVED"))
        .body("result.txId", equalTo(received.txId()))
        .body("result.submissionId", equalTo(signed.submission().submissionId().value()))
        .body("result.httpStatus", equalTo(200))
        .body("result.tls.protocol", equalTo("TLSv1.3"))
        .body("result.tls.clientCertificateSha256", notNullValue())
        .body("result.sentAt", notNullValue());
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
  }

  @Test
  void refusalIsKeptAndProvesNothing() {
    String connection = vendor.connect(Service.ELT);
    JsonPath asked =
        ask(connection, RealInfrastructure.ADMIN_KEY).statusCode(201).extract().jsonPath();
    AUTHORITY.fault(vendor.commonName(), "validation-fault", 1, "");

    SubmissionSigned signed =
        handedIn(Service.ELT, asked, Base64.getDecoder().decode(asked.getString("documentXml")));
    last(signed, SubmissionRefused.class);

    settled(connection, asked.getString("id"))
        .body("proved", equalTo(false))
        .body("result.outcome", equalTo("REFUSED"))
        .body("result.txId", nullValue());
  }

  @Test
  void anotherDocumentWithTheSameIdentifierIsNoProof() {
    String connection = vendor.connect(Service.ELT);
    JsonPath asked =
        ask(connection, RealInfrastructure.ADMIN_KEY).statusCode(201).extract().jsonPath();
    byte[] other =
        TestDocuments.timeReport(UUID.fromString(asked.getString("documentId")), PROVIDER);

    SubmissionSigned signed = handedIn(Service.ELT, asked, other);
    last(signed, SubmissionReceived.class);
    transactions.asSystem(tests::settle);

    admin()
        .get(path(connection) + "/" + asked.getString("id"))
        .then()
        .body("proved", equalTo(false))
        .body("result", nullValue());
  }

  @Test
  void testsAreBoundedADayAndTheRefusalTellsWhenThereMayBeAnother() {
    String connection = vendor.connect(Service.ELT);
    String other = vendor.connect(Service.E_IOA);
    for (int i = 0; i < 4; i++) {
      ask(connection, RealInfrastructure.ADMIN_KEY).statusCode(201);
    }
    String first =
        admin()
            .get(path(connection))
            .then()
            .body("data", hasSize(4))
            .extract()
            .path("data[3].askedAt");

    String wait =
        ask(connection, RealInfrastructure.ADMIN_KEY)
            .statusCode(429)
            .body("code", equalTo("quota-exceeded"))
            .body(
                "detail",
                containsString(
                    Instant.parse(first).plus(Duration.ofHours(24)).toString().substring(0, 19)))
            .extract()
            .header("Retry-After");

    assertThat(Long.parseLong(wait)).isBetween(86_000L, 86_401L);
    ask(other, RealInfrastructure.ADMIN_KEY).statusCode(201);
    Rows.change(
        "UPDATE submitter.connection_test SET asked_at = asked_at - interval '24 hours' WHERE id ="
            + " (SELECT id FROM submitter.connection_test WHERE connection_id = '%s' ORDER BY asked_at LIMIT 1)"
                .formatted(connection));
    ask(connection, RealInfrastructure.ADMIN_KEY).statusCode(201);
  }

  @Test
  void onlyItsOwnVendorAsksWithTheScopeForIt() {
    String connection = vendor.connect(Service.ELT);

    ask(connection, Callers.keyOf(vendor)).statusCode(201);
    ask(connection, Callers.key(vendor, Optional.empty(), Mode.TEST, Set.of("connections:read")))
        .statusCode(403);
    ask(connection, Callers.keyOf(new Vendor(sealer))).statusCode(404);
    ask(connection, Callers.keyOf(vendor, vendor.tenant())).statusCode(404);
    ask(connection, Callers.key(vendor, Optional.empty(), Mode.LIVE, Set.of())).statusCode(404);
  }

  @Test
  void unknownVersionAndWrongNumberAreTold() {
    String connection = vendor.connect(Service.ELT);

    ask(connection, RealInfrastructure.ADMIN_KEY, Map.of("organisationNumber", "5599900016"))
        .statusCode(422)
        .body("errors.pointer", hasItem("#/organisationNumber"));
    ask(
            connection,
            RealInfrastructure.ADMIN_KEY,
            Map.of("organisationNumber", PROVIDER, "interfaceVersion", "7"))
        .statusCode(422)
        .body("errors.pointer", hasItem("#/interfaceVersion"));
  }

  private SubmissionSigned handedIn(Service service, JsonPath asked, byte[] document) {
    SubmissionSigned signed =
        vendor.signed(service, Mode.TEST, vendor.tenant(), asked.getString("documentId"), document);
    vendor.tell(signed);
    return signed;
  }

  private static ValidatableResponse settled(String connection, String test) {
    String path = path(connection) + "/" + test;
    value(() -> admin().get(path).jsonPath().get("result"), Objects::nonNull);
    return admin().get(path).then().statusCode(200);
  }

  private static ValidatableResponse ask(String connection, String key) {
    return ask(connection, key, Map.of("organisationNumber", PROVIDER));
  }

  private static ValidatableResponse ask(String connection, String key, Map<String, String> form) {
    return Callers.with(key)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(form)
        .post(path(connection))
        .then();
  }

  private static String path(String connection) {
    return "/v1/connections/" + connection + "/tests";
  }
}
