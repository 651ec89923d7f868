package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static se.sluss.testsupport.Eventually.holds;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;

/** A connection gets another certificate while documents wait and leave. */
@SubmitterTest
class ChangeOverIT extends Deliveries {
  private static final int DOCUMENTS = 30;

  @Test
  void underLoadNothingIsLostAndNothingGoesWithTheOldIdentityAfterTheNew() {
    Map<String, Object> form =
        vendor.form(Service.ELT, AUTHORITY.address(Vendor.product(Service.ELT)), "PT0.2S");
    form.put("guard", "PT0.3S"); // what a busy machine may take to see a call that has come
    String connection = Vendor.register(form).statusCode(201).extract().path("id");
    upload(connection).statusCode(200);
    prove(connection).body("data[0].proof.result", equalTo("ACCEPTED"));
    // Answers take longer than that, so that several calls are under way at the change.
    AUTHORITY.fault(vendor.commonName(), "latency", DOCUMENTS, ",\"millis\":1500");
    List<SubmissionSigned> backlog = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      backlog.add(vendor.signed(Service.ELT));
    }
    backlog.forEach(vendor::tell);
    holds(() -> assertThat(AUTHORITY.calls(vendor.commonName())).hasSizeGreaterThan(5));

    changeOver(connection, "{}").statusCode(200);

    backlog.forEach(signed -> last(signed, SubmissionReceived.class));
    List<JsonNode> old = AUTHORITY.calls(vendor.commonName());
    List<JsonNode> after = AUTHORITY.calls(nextName());
    assertThat(old.size()).isBetween(6, DOCUMENTS - 1);
    assertThat(old.size() + after.size()).isEqualTo(DOCUMENTS);
    assertThat(arrival(old.getLast())).isLessThan(arrival(after.getFirst()));
    List<Long> arrivals =
        Stream.concat(old.stream(), after.stream()).map(ChangeOverIT::arrival).sorted().toList();
    for (int i = 1; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i) - arrivals.get(i - 1))
          .isGreaterThanOrEqualTo(Authority.INTERVAL.toNanos());
    }
    assertThat(AUTHORITY.shutOff(vendor.commonName())).isFalse();
    assertThat(
            Rows.read(
                "SELECT count(DISTINCT identity) FROM submitter.attempt WHERE connection_id = '%s'"
                    .formatted(connection)))
        .containsExactly("2");
  }

  @Test
  void changedOverTheOldKeyIsGoneAndTheNewEndIsShown() {
    String connection = vendor.connect(Service.ELT);
    String shown = upload(connection).statusCode(200).extract().path("data[0].fingerprint");
    prove(connection);

    changeOver(connection, "{}").statusCode(200);

    // The room's own round may be the one that ends it.
    holds(() -> certificates(connection).body("data.state", contains("CURRENT", "PAST")));
    certificates(connection)
        .body("data[0].fingerprint", equalTo(shown))
        .body("data[0].subject", containsString(nextName()))
        .body("data[1].until", notNullValue());

    assertThat(
            Rows.read(
                "SELECT state || (sealed_key_store IS NULL) || (sealed_password IS NULL) FROM"
                    + " submitter.certificate WHERE connection_id = '%s' ORDER BY added_at"
                        .formatted(connection)))
        .containsExactly("PASTtruetrue", "CURRENTfalsefalse");
    String end =
        admin()
            .get("/v1/connections/" + connection + "/certificates")
            .then()
            .extract()
            .path("data[0].notAfter");
    admin().get("/v1/connections/" + connection).then().body("certificateExpiresAt", equalTo(end));
    assertThat(
            Rows.read(
                "SELECT what FROM submitter.operator_act WHERE connection_id = '%s' ORDER BY id"
                    .formatted(connection)))
        .containsExactly(
            "upload certificate", "show certificate", "prove certificate", "change certificate");
  }

  @Test
  void onItsDateAnIdleLaneChangesOverByItself() {
    String connection = vendor.connect(Service.ELT);
    upload(connection);
    prove(connection);

    changeOver(connection, "{\"at\":\"%s\"}".formatted(Instant.now().plusSeconds(5)))
        .statusCode(200)
        .body("data.state", contains("NEXT", "CURRENT"))
        .body("data[0].changeAt", notNullValue());

    holds(() -> certificates(connection).body("data.state", contains("CURRENT", "PAST")));
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    last(signed, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(nextName())).hasSize(1);
    assertThat(AUTHORITY.calls(vendor.commonName())).isEmpty();
  }

  @Test
  void dateIsTakenBackAndTheNextCertificateForgotten() {
    String connection = vendor.connect(Service.ELT);
    upload(connection);
    prove(connection);
    changeOver(connection, "{\"at\":\"%s\"}".formatted(Instant.now().plusSeconds(3600)));

    admin()
        .delete("/v1/connections/" + connection + "/next-certificate/change-over")
        .then()
        .statusCode(200)
        .body("data[0].changeAt", equalTo(null));
    admin()
        .delete("/v1/connections/" + connection + "/next-certificate")
        .then()
        .statusCode(200)
        .body("data.state", contains("CURRENT"));
    admin().delete("/v1/connections/" + connection + "/next-certificate").then().statusCode(404);
  }

  @Test
  void whatComesIntoForceIsNotTakenBack() {
    String connection = vendor.connect(Service.ELT);
    upload(connection);
    prove(connection);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);
    // The lane waits for the answer to this one.
    Rows.change(
        "UPDATE submitter.job SET state = 'SENDING' WHERE submission_id = '%s'"
            .formatted(signed.submission().submissionId()));
    changeOver(connection, "{}").statusCode(200);

    admin()
        .delete("/v1/connections/" + connection + "/next-certificate/change-over")
        .then()
        .statusCode(409)
        .body("detail", containsString("coming into force"));
    changeOver(connection, "{\"at\":\"%s\"}".formatted(Instant.now().plusSeconds(3600)))
        .statusCode(409)
        .body("detail", containsString("coming into force"));
    certificates(connection).body("data[0].changeAt", equalTo(null));
  }

  @Test
  void whatWasNeverLetInIsNotChangedOverTo() {
    String connection = vendor.connect(Service.ELT);
    changeOver(connection, "{}").statusCode(404);
    upload(connection);
    changeOver(connection, "{}").statusCode(409).body("code", equalTo("state-conflict"));
    AUTHORITY.fault(nextName(), "tls-refusal", 100, "");

    prove(connection).statusCode(200).body("data[0].proof.result", equalTo("TLS_ALERT"));

    changeOver(connection, "{}").statusCode(409);
    changeOver(connection, "{\"at\":\"%s\"}".formatted(Instant.now().plusSeconds(60)))
        .statusCode(409);
    certificates(connection).body("data.state", contains("NEXT", "CURRENT"));
  }

  @Test
  void laneThatStoppedOnItsCertificateGoesOnWithTheNext() {
    String connection = vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "tls-refusal", 1000, "");
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    holds(() -> assertThat(Vendor.toldOf(connection)).last().isInstanceOf(ConnectionStopped.class));
    upload(connection);
    prove(connection);

    changeOver(connection, "{}").statusCode(200);

    last(signed, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(nextName())).hasSize(1);
    assertThat(AUTHORITY.calls(vendor.commonName())).isEmpty();
    holds(() -> lane(connection).body("state", equalTo("RUNNING")));
  }

  @Test
  void faultsOfAnUploadAreToldInTheCallersLanguageAndNothingIsKept() {
    String connection = vendor.connect(Service.ELT);
    JsonNode made = AUTHORITY.certificate(nextName());

    put(
            admin().header("Accept-Language", "sv"),
            connection,
            "next-certificate",
            Map.of("keyStore", made.path("keyStore").asText(), "keyStorePassword", "fel"))
        .statusCode(422)
        .body("errors.code", contains("wrong-password"))
        .body("errors.detail", contains(containsString("Lösenordet")));
    put(admin(), connection, "next-certificate", Map.of())
        .statusCode(422)
        .body("errors.code", contains("missing"));
    certificates(connection).body("data.state", contains("CURRENT"));
  }

  @Test
  void aVendorsCertificatesAreShownSoOftenInAnHourOverAllItsConnections() {
    String connection = vendor.connect(Service.ELT);
    String sibling = vendor.connect(Service.E_IOA);
    upload(connection).statusCode(200);
    Rows.change(
        """
        INSERT INTO submitter.operator_act (at, who, what, connection_id, reason, details)
        SELECT clock_timestamp() - interval '50 minutes', 'a test', 'show certificate', '%s', '', ''
        FROM generate_series(1, 19)
        """
            .formatted(sibling));

    prove(connection).statusCode(200);
    String wait =
        prove(connection)
            .statusCode(429)
            .body("code", equalTo("quota-exceeded"))
            .extract()
            .header("Retry-After");

    assertThat(Integer.parseInt(wait)).isBetween(400, 601);
    assertThat(
            Rows.read(
                "SELECT what FROM submitter.operator_act WHERE connection_id = '%s' ORDER BY id"
                    .formatted(connection)))
        .containsExactly("upload certificate", "show certificate", "prove certificate");
    Vendor other = new Vendor(sealer);
    String others = other.connect(Service.ELT);
    upload(others).statusCode(200);
    prove(others).statusCode(200);
  }

  @Test
  void vendorDoesItAloneAndStrangersSeeNothing() {
    String connection = vendor.connect(Service.ELT);
    String key = Callers.key(vendor, Optional.empty(), Mode.TEST, Set.of("connections:write"));
    String reader = Callers.key(vendor, Optional.empty(), Mode.TEST, Set.of("connections:read"));
    Vendor other = new Vendor(sealer);
    String stranger = Callers.keyOf(other);
    String tenants =
        Callers.keyOf(vendor, Callers.known(vendor, Callers.keyOf(vendor), vendor.tenant()));
    JsonNode made = AUTHORITY.certificate(nextName());
    Map<String, String> form =
        Map.of(
            "keyStore", made.path("keyStore").asText(),
            "keyStorePassword", made.path("password").asText());

    put(Callers.with(reader), connection, "next-certificate", form).statusCode(403);
    put(Callers.with(stranger), connection, "next-certificate", form).statusCode(404);
    put(Callers.with(tenants), connection, "next-certificate", form).statusCode(404);
    Callers.with(stranger)
        .get("/v1/connections/" + connection + "/certificates")
        .then()
        .statusCode(404);
    String body =
        put(Callers.with(key), connection, "next-certificate", form)
            .statusCode(200)
            .body("data.state", hasItem("NEXT"))
            .extract()
            .asString();
    Callers.with(reader)
        .get("/v1/connections/" + connection + "/certificates")
        .then()
        .statusCode(200)
        .body("data.state", contains("NEXT", "CURRENT"));

    assertThat(body).doesNotContain(made.path("password").asText());
    assertThat(body).doesNotContain(made.path("keyStore").asText().substring(0, 40));
    assertThat(
            Rows.read(
                "SELECT who FROM submitter.operator_act WHERE connection_id = '%s'"
                    .formatted(connection)))
        .singleElement()
        .asString()
        .startsWith("cli_");
  }

  private String nextName() {
    return "next of " + vendor.id().value().substring(4);
  }

  private ValidatableResponse upload(String connection) {
    JsonNode made = AUTHORITY.certificate(nextName());
    return put(
        admin(),
        connection,
        "next-certificate",
        Map.of(
            "keyStore", made.path("keyStore").asText(),
            "keyStorePassword", made.path("password").asText()));
  }

  private static ValidatableResponse prove(String connection) {
    return admin().post("/v1/connections/" + connection + "/next-certificate/proof").then();
  }

  private static ValidatableResponse changeOver(String connection, String body) {
    return put(admin(), connection, "next-certificate/change-over", body);
  }

  private static ValidatableResponse certificates(String connection) {
    return admin().get("/v1/connections/" + connection + "/certificates").then().statusCode(200);
  }

  private static ValidatableResponse put(
      RequestSpecification caller, String connection, String path, Object body) {
    return caller
        .contentType("application/json")
        .body(body)
        .put("/v1/connections/" + connection + "/" + path)
        .then();
  }

  private static long arrival(JsonNode call) {
    return call.path("arrivalNanos").asLong();
  }
}
