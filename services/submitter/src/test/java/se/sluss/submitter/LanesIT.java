package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static se.sluss.testsupport.Eventually.holds;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Service;
import se.sluss.model.id.TenantId;

/** What the operator does with lanes while work waits in them, and what their vendor sees. */
@SubmitterTest
class LanesIT extends Deliveries {

  @Test
  void pausedLaneKeepsItsWorkAndGoesOnWhenItIsResumed() {
    String connection = vendor.connect(Service.ELT);
    act(connection, "pause", "{\"reason\":\"announced maintenance\"}")
        .statusCode(200)
        .body("state", equalTo("PAUSED"))
        .body("reason", equalTo("OPERATOR"));
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);
    lane(connection).body("backlog", equalTo(1));

    act(connection, "resume", "").statusCode(200).body("state", equalTo("RUNNING"));

    last(signed, SubmissionReceived.class);
    assertThat(
            Rows.read(
                "SELECT what || ': ' || reason FROM submitter.operator_act WHERE connection_id ="
                    + " '%s' ORDER BY id".formatted(connection)))
        .containsExactly("pause: announced maintenance", "resume: ");
  }

  @Test
  void drainedLaneWaitsForTheLastAnswerAndIsPausedThen() {
    String connection = vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "latency", 1, ",\"millis\":2000");
    SubmissionSigned underWay = vendor.signed(Service.ELT);
    vendor.tell(underWay);
    // Its slot alone is not enough: one that is missed is given back.
    holds(() -> assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1));

    act(connection, "drain", "").statusCode(200).body("state", equalTo("DRAINING"));
    SubmissionSigned next = vendor.signed(Service.ELT);
    vendor.tell(next);

    holds(
        () -> lane(connection).body("state", equalTo("PAUSED")).body("reason", equalTo("DRAINED")));
    last(underWay, SubmissionReceived.class);
    first(next, SubmissionQueued.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
    act(connection, "resume", "").statusCode(200);
    last(next, SubmissionReceived.class);
  }

  @Test
  void laneIsSlowedAndGoesAsAgreedAgain() {
    String connection = vendor.connect(Service.ELT);

    act(connection, "slow", "{\"interval\":\"PT2S\",\"reason\":\"their wish\"}")
        .statusCode(200)
        .body("agreedInterval", equalTo("PT0.2S"))
        .body("slowedTo", equalTo("PT2S"))
        .body("intervalInForce", equalTo("PT2S"));
    act(connection, "slow", "{\"interval\":null}")
        .statusCode(200)
        .body("slowedTo", nullValue())
        .body("intervalInForce", equalTo("PT0.2S"));
  }

  @Test
  void slowingNeverMakesALaneQuickerThanAgreed() {
    String connection = vendor.connect(Service.ELT);

    act(connection, "slow", "{\"interval\":\"PT0.1S\"}")
        .statusCode(422)
        .body("errors.pointer", contains("#/interval"))
        .body("errors.code", contains("shorter-than-agreed"));
    act(connection, "slow", "{}").statusCode(422).body("errors.code", contains("missing"));
    act(connection, "slow", "{\"interval\":7}").statusCode(422);
    lane(connection).body("slowedTo", nullValue());
  }

  @Test
  void agreedPaceChangesAtRunTimeAndFaultsAreToldAtOnce() {
    String connection = vendor.connect(Service.ELT);

    put(
            "/v1/lanes/" + connection + "/agreement",
            "{\"agreedInterval\":\"PT0.5S\",\"guard\":\"PT0.02S\"}")
        .statusCode(200)
        .body("agreedInterval", equalTo("PT0.5S"))
        .body("guard", equalTo("PT0.02S"));
    admin().get("/v1/connections/" + connection).then().body("agreedInterval", equalTo("PT0.5S"));
    put(
            "/v1/lanes/" + connection + "/agreement",
            "{\"agreedInterval\":\"PT0S\",\"guard\":\"P2D\",\"reason\":\"%s\"}"
                .formatted("r".repeat(501)))
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/agreedInterval", "#/guard", "#/reason"));
    lane(connection).body("agreedInterval", equalTo("PT0.5S"));
  }

  @Test
  void lanesShareACeiling() {
    String notices =
        vendor.connect(
            Service.E_IOA, Authority.running().address(Vendor.product(Service.E_IOA)), "PT0.2S");
    String reports = vendor.connect(Service.ELT);
    String name = "of-" + vendor.id().value().substring(4).toLowerCase(java.util.Locale.ROOT);
    put("/v1/lanes/" + reports + "/ceiling", "{\"ceiling\":\"%s\"}".formatted(name))
        .statusCode(422)
        .body("errors.code", contains("unknown"));

    put("/v1/ceilings/" + name, "{\"interval\":\"PT0.4S\",\"reason\":\"one contract\"}")
        .statusCode(200)
        .body("interval", equalTo("PT0.4S"));
    for (String lane : List.of(notices, reports)) {
      put("/v1/lanes/" + lane + "/ceiling", "{\"ceiling\":\"%s\"}".formatted(name))
          .statusCode(200)
          .body("ceiling", equalTo(name));
    }
    admin().get("/v1/ceilings").then().statusCode(200).body("data.name", hasItem(name));
    put("/v1/ceilings/Not_A_Name", "{}")
        .statusCode(422)
        .body("errors.pointer", hasItems("#/name", "#/interval"));
    SubmissionSigned one = vendor.signed(Service.ELT);
    SubmissionSigned other = vendor.signed(Service.E_IOA);
    vendor.tell(one);
    vendor.tell(other);
    last(one, SubmissionReceived.class);
    last(other, SubmissionReceived.class);

    put("/v1/lanes/" + reports + "/ceiling", "{\"ceiling\":null}")
        .statusCode(200)
        .body("ceiling", nullValue());
    String apart =
        "SELECT extract(epoch FROM max(sent_at) - min(sent_at)) >= 0.4 FROM submitter.attempt"
            + " WHERE vendor_id = '%s' AND sent_at IS NOT NULL".formatted(vendor.id());
    assertThat(Rows.read(apart)).containsExactly("t");
  }

  @Test
  void tenantsWeighWhatTheOperatorSaysWhileTheyWait() {
    String connection = vendor.connect(Service.ELT);
    String key = Callers.keyOf(vendor);
    Callers.known(vendor, key, vendor.tenant());
    act(connection, "pause", "").statusCode(200);
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);
    String share = "/v1/lanes/" + connection + "/tenants/" + vendor.tenant();

    put(share, "{\"weight\":40,\"reason\":\"a large city\"}")
        .statusCode(200)
        .body("weight", equalTo(40));

    Callers.with(key)
        .get("/v1/lanes/" + connection + "/tenants")
        .then()
        .statusCode(200)
        .body("data.tenantId", contains(vendor.tenant().value()))
        .body("data.weight", contains(40))
        .body("data.queued", contains(1));
    for (String wrong : List.of("0", "1001", "1.5", "\"2\"", "null")) {
      put(share, "{\"weight\":%s}".formatted(wrong))
          .statusCode(422)
          .body("errors.pointer", contains("#/weight"));
    }
    put("/v1/lanes/" + connection + "/tenants/" + TenantId.next(), "{\"weight\":2}")
        .statusCode(404);
  }

  @Test
  void forecastCountsOthersButShowsOnlyNumbers() {
    String connection = vendor.connect(Service.ELT);
    String key = Callers.keyOf(vendor);
    TenantId other = Callers.known(vendor, key, TenantId.next());
    act(connection, "pause", "").statusCode(200);
    SubmissionSigned[] waiting = {
      vendor.signed(Service.ELT), vendor.signed(Service.ELT), vendor.signed(Service.ELT)
    };
    for (SubmissionSigned signed : waiting) {
      vendor.tell(signed);
    }
    for (SubmissionSigned signed : waiting) {
      first(signed, SubmissionQueued.class);
    }
    String path = "/v1/lanes/" + connection + "/forecast?documents=400";

    JsonPath forVendor =
        Callers.with(key)
            .get(path + "&tenantId=" + other)
            .then()
            .statusCode(200)
            .body("laneState", equalTo("PAUSED"))
            .extract()
            .jsonPath();
    JsonPath forTenant =
        Callers.with(Callers.keyOf(vendor, other))
            .get(path)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(forVendor.getLong("lastPosition")).isEqualTo(403);
    assertThat(forTenant.getLong("lastPosition")).isEqualTo(403);
    assertThat(
            Duration.between(
                Instant.parse(forVendor.getString("firstLeavesAt")),
                Instant.parse(forVendor.getString("lastLeavesAt"))))
        .isBetween(Duration.ofMillis(399 * 200), Duration.ofMillis(402 * 200));
    Callers.with(key)
        .get("/v1/lanes/" + connection + "/forecast?documents=0")
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/documents", "#/tenantId"));
    Callers.with(Callers.keyOf(vendor, other))
        .get("/v1/lanes/" + connection + "/tenants")
        .then()
        .statusCode(200)
        .body("data", equalTo(List.of()));
  }

  @Test
  void reasonIsJsonAndFitsTheRecord() {
    String connection = vendor.connect(Service.ELT);

    act(connection, "pause", "{\"reason\":\"%s\"}".formatted("r".repeat(501)))
        .statusCode(422)
        .body("errors.pointer", contains("#/reason"));
    act(connection, "pause", "{\"raeson\":\"\"}")
        .statusCode(422)
        .body("errors.pointer", contains("#/raeson"));
    act(connection, "pause", "{").statusCode(400);
    admin()
        .contentType("text/plain")
        .body("lunch")
        .post("/v1/lanes/" + connection + "/pause")
        .then()
        .statusCode(415);
    lane(connection).body("state", equalTo("RUNNING"));
  }

  @Test
  void callsUnderALongAgreementAreComparedWithThoseOfHoursAgo() {
    String connection = vendor.connect(Service.ELT);
    for (int call = 0; call < 2; call++) {
      SubmissionSigned signed = vendor.signed(Service.ELT);
      vendor.tell(signed);
      last(signed, SubmissionReceived.class);
    }
    put("/v1/lanes/" + connection + "/agreement", "{\"agreedInterval\":\"PT1H\"}").statusCode(200);

    Rows.change(
        """
        UPDATE submitter.attempt SET (slot_at, sent_at) = (
          SELECT slot_at - back, sent_at - back FROM
            (SELECT interval '50 min' * count(*) AS back FROM submitter.attempt AS later
             WHERE later.connection_id = attempt.connection_id
               AND later.slot_at >= attempt.slot_at AND later.sent_at IS NOT NULL) AS by_turn)
        WHERE connection_id = '%s'
        """
            .formatted(connection));

    holds(
        () ->
            assertThat(
                    admin()
                        .get("/q/metrics")
                        .asString()
                        .lines()
                        .filter(line -> line.startsWith("sluss_submitter_lane_closest_seconds"))
                        .filter(line -> line.contains(connection))
                        .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))))
                .singleElement()
                .satisfies(gap -> assertThat(gap).isBetween(3_000.0, 3_100.0)));
  }

  private static ValidatableResponse act(String connection, String what, String body) {
    var request = admin();
    if (!body.isEmpty()) {
      request.contentType("application/json").body(body);
    }
    return request.post("/v1/lanes/" + connection + "/" + what).then();
  }

  private static ValidatableResponse put(String path, String body) {
    return admin().contentType("application/json").body(body).put(path).then();
  }
}
