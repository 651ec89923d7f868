package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static se.sluss.testsupport.Eventually.holds;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.StoredCertificate.Proof;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** A connection leads elsewhere from now on, and nothing is sent to where it led before. */
@SubmitterTest
class MovedConnectionIT extends Deliveries {
  private static final String PRODUCT = Vendor.product(Service.ELT);

  @Inject Connections connections;
  @Inject Certificates certificates;
  @Inject Transactions transactions;

  @Test
  void whatWaitsGoesToTheNewAddressOverNoConnectionToTheOldOne() {
    String connection = vendor.connect(Service.ELT);
    SubmissionSigned before = vendor.signed(Service.ELT);
    vendor.tell(before);
    SubmissionReceived old = last(before, SubmissionReceived.class);
    move(admin(), connection, elsewhere())
        .statusCode(409)
        .body("detail", containsString("Drain or pause"));
    act(connection, "drain");
    holds(() -> lane(connection).body("state", equalTo("PAUSED")));
    SubmissionSigned waiting = vendor.signed(Service.ELT);
    vendor.tell(waiting);
    first(waiting, SubmissionQueued.class);

    move(admin(), connection, elsewhere()).statusCode(200).body("address", equalTo(elsewhere()));
    assertThat(
            Rows.read(
                "SELECT answers FROM submitter.lane WHERE connection_id = '%s'"
                    .formatted(connection)))
        .as("nothing is known of the new way")
        .containsExactly("0");
    act(connection, "resume");

    SubmissionReceived received = last(waiting, SubmissionReceived.class);
    assertThat(addressOf(old)).contains("//localhost:");
    assertThat(addressOf(received)).isEqualTo(elsewhere());
    admin()
        .get("/v1/connections/" + connection + "/certificates")
        .then()
        .body("data.state", contains("CURRENT", "PAST"));
    assertThat(
            Rows.read(
                "SELECT what || ': ' || reason FROM submitter.operator_act WHERE connection_id ="
                    + " '%s' AND what = 'change address'".formatted(connection)))
        .containsExactly("change address: they moved");
  }

  @Test
  void anAddressIsJudgedAsAtTheRegistration() {
    String connection = vendor.connect(Service.ELT);
    act(connection, "pause");
    String key = Callers.key(vendor, Optional.empty(), Mode.TEST, Set.of("connections:write"));

    move(admin(), connection, "http://localhost/" + PRODUCT)
        .statusCode(422)
        .body("errors.pointer", contains("#/address"));
    move(admin(), connection, "https://localhost/FK.Other").statusCode(422);
    moveTo(admin(), connection, Vendor.product(Service.E_IOA))
        .statusCode(422)
        .body("errors.pointer", contains("#/productType"))
        .body("errors.code", contains("other-service"));
    move(admin(), connection, "https://shs.forsakringskassan.se/" + PRODUCT)
        .statusCode(422)
        .body("errors.code", contains("other-environment"));
    move(Callers.with(key), connection, elsewhere())
        .statusCode(422)
        .body("errors.code", contains("unknown-host"));
    move(Callers.with(key), connection, "https://localhost:7020/x/" + PRODUCT).statusCode(200);
    move(Callers.with(Callers.keyOf(new Vendor(sealer))), connection, elsewhere()).statusCode(404);
  }

  @Test
  void aLiveConnectionIsClosedByItAndOpenedAnew() {
    URI test = URI.create(Authority.running().address(PRODUCT));
    Map<String, Object> form =
        vendor.form(Service.ELT, "https://127.0.0.1:" + test.getPort() + test.getPath(), "PT0.3S");
    form.put("mode", "live");
    String connection = Vendor.register(form).statusCode(201).extract().path("id");
    admin()
        .contentType("application/json")
        .body(Map.of("vendorId", vendor.id().value(), "service", "ELT"))
        .post("/v1/onboardings")
        .then()
        .statusCode(201);
    opened(connection);
    act(connection, "pause");

    move(admin(), connection, "https://127.0.0.1:" + test.getPort() + "/other/" + PRODUCT)
        .statusCode(200);

    lane(connection).body("state", equalTo("PAUSED")).body("reason", equalTo("ONBOARDING"));
    admin().post("/v1/lanes/" + connection + "/resume").then().statusCode(409);
    admin()
        .contentType("application/json")
        .body("{}")
        .post("/v1/onboardings/" + vendor.id() + "/ELT/open")
        .then()
        .statusCode(409);
    move(admin(), connection, elsewhere()).statusCode(200);
    UUID id = UUID.randomUUID();
    SubmissionSigned signed =
        vendor.signed(
            Service.ELT,
            Mode.LIVE,
            vendor.tenant(),
            id.toString(),
            TestDocuments.timeReport(id, TestPersons.organisationNumber(1)));
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);
    opened(connection);
    last(signed, SubmissionReceived.class);
  }

  @Test
  void whatANextCertificateProvedAtTheOldAddressIsForgotten() {
    String connection = vendor.connect(Service.ELT);
    act(connection, "pause");
    uploadNext(connection);
    prove(connection).body("data[0].proof.result", equalTo("ACCEPTED"));

    move(admin(), connection, elsewhere()).statusCode(200);

    changeOver(connection)
        .statusCode(409)
        .body("detail", containsString("Prove the next certificate"));
    prove(connection).body("data.find { it.state == 'NEXT' }.proof.result", equalTo("ACCEPTED"));
    changeOver(connection).statusCode(200);
  }

  @Test
  void aConnectionIsNotMovedAwayFromAPlannedChangeOfCertificates() {
    String test = vendor.connect(Service.ELT);
    act(test, "pause");
    Map<String, Object> form = vendor.form(Service.ELT, elsewhere(), "PT0.3S");
    form.put("mode", "live");
    String live = Vendor.register(form).statusCode(201).extract().path("id");
    uploadNext(live);
    prove(live).statusCode(200);
    Instant date = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    change(live, date.toString()).statusCode(200);

    move(admin(), test, elsewhere())
        .statusCode(409)
        .body("detail", containsString(live))
        .body("detail", containsString(date.toString()));

    admin()
        .delete("/v1/connections/" + live + "/next-certificate/change-over")
        .then()
        .statusCode(200);
    move(admin(), test, elsewhere()).statusCode(200);
    changeOver(live).statusCode(409).body("detail", containsString("Prove the next certificate"));
  }

  @Test
  void aProofFromBeforeTheMoveIsRefused() {
    String connection = vendor.connect(Service.ELT);
    act(connection, "pause");
    uploadNext(connection);
    Connection before =
        transactions.asSystem(() -> connections.find(ConnectionId.of(connection))).orElseThrow();
    CertificateId next = transactions.asSystem(() -> certificates.of(before.id())).getFirst().id();
    Proof proof = new Proof(Instant.now(), "localhost", Proof.ACCEPTED);

    move(admin(), connection, elsewhere()).statusCode(200);

    assertThat(transactions.asSystem(() -> certificates.prove(next, before, proof))).isFalse();
    changeOver(connection).statusCode(409);
    Connection now = transactions.asSystem(() -> connections.find(before.id())).orElseThrow();
    assertThat(transactions.asSystem(() -> certificates.prove(next, now, proof))).isTrue();
  }

  @Test
  void aTestConnectionThatLeadsToASimulatorIsNoDoorForTheLiveCertificate() {
    vendor.connect(Service.ELT, "https://127.0.0.1:1/shs2/" + PRODUCT, "PT0.3S");
    Map<String, Object> form = vendor.form(Service.ELT, elsewhere(), "PT0.3S");
    form.put("mode", "live");
    String live = Vendor.register(form).statusCode(201).extract().path("id");
    uploadNext(live);

    prove(live).statusCode(200).body("data[0].proof.result", equalTo("ACCEPTED"));
  }

  private static ValidatableResponse prove(String connection) {
    return admin().post("/v1/connections/" + connection + "/next-certificate/proof").then();
  }

  private static ValidatableResponse changeOver(String connection) {
    return change(connection, null);
  }

  private static ValidatableResponse change(String connection, @Nullable String at) {
    return admin()
        .contentType("application/json")
        .body(at == null ? Map.of() : Map.of("at", at))
        .put("/v1/connections/" + connection + "/next-certificate/change-over")
        .then();
  }

  /** The same authority by its number. */
  private static String elsewhere() {
    return Authority.running().address(PRODUCT).replace("localhost", "127.0.0.1");
  }

  private String addressOf(SubmissionReceived received) {
    return admin()
        .get("/v1/exchanges/" + received.attemptId())
        .then()
        .statusCode(200)
        .extract()
        .path("request.address");
  }

  private static void act(String connection, String what) {
    admin().post("/v1/lanes/" + connection + "/" + what).then().statusCode(200);
  }

  private static ValidatableResponse moveTo(
      RequestSpecification caller, String connection, String product) {
    return caller
        .contentType("application/json")
        .body(Map.of("address", "https://localhost/" + product, "productType", product))
        .put("/v1/connections/" + connection + "/address")
        .then();
  }

  private static ValidatableResponse move(
      RequestSpecification caller, String connection, String address) {
    return caller
        .contentType("application/json")
        .body(Map.of("address", address, "reason", "they moved"))
        .put("/v1/connections/" + connection + "/address")
        .then();
  }
}
