package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static se.sluss.testsupport.Eventually.holds;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.TenantId;

/** What vendors see and are told of a connection that is lent to them, and nobody else of them. */
@SubmitterTest
class GuestsIT extends Lending {
  @Test
  void aGuestSeesItsOwnShareAndNothingOfTheOwnerOrOtherGuests() {
    String connection = house.connect(Service.ELT);
    act(connection, "pause");
    lend(connection, vendor).statusCode(200);
    lend(connection, other).statusCode(200);
    SubmissionSigned mine = vendor.signed(Service.ELT);
    SubmissionSigned theirs = other.signed(Service.ELT);
    for (SubmissionSigned each : List.of(mine, theirs)) {
      vendor.tell(each);
      first(each, SubmissionQueued.class);
    }
    String key = Callers.keyOf(vendor);
    TenantId tenant = Callers.known(vendor, key, vendor.tenant());

    for (String path : List.of("/v1/connections", "/v1/lanes")) {
      Callers.with(key).get(path).then().statusCode(200).body("data", hasSize(1));
    }
    Callers.with(key)
        .get("/v1/connections/" + connection)
        .then()
        .statusCode(200)
        .body("vendorId", equalTo(vendor.id().value()))
        .body("lent", equalTo(true))
        .body("agreedInterval", equalTo("PT0.2S"))
        .body("certificateExpiresAt", notNullValue())
        .body("address", nullValue())
        .body("productType", nullValue());
    Callers.with(key)
        .get("/v1/lanes/" + connection)
        .then()
        .statusCode(200)
        .body("vendorId", equalTo(vendor.id().value()))
        .body("lent", equalTo(true))
        .body("state", equalTo("PAUSED"))
        .body("backlog", equalTo(1))
        .body("nextSlotAt", nullValue())
        .body("slotUse", nullValue())
        .body("ceiling", nullValue());
    Callers.with(key)
        .get("/v1/lanes/" + connection + "/tenants")
        .then()
        .statusCode(200)
        .body("data.tenantId", contains(tenant.value()));
    Callers.with(Callers.keyOf(vendor, tenant))
        .get("/v1/lanes/" + connection + "/forecast?documents=1")
        .then()
        .statusCode(200)
        .body("lastPosition", equalTo(3));
    Callers.with(Callers.keyOf(vendor, tenant))
        .get("/v1/lanes")
        .then()
        .statusCode(200)
        .body("data", empty());
    for (String theirsOnly :
        List.of("certificates", "server-certificates", "tests", "tests/tst_x")) {
      Callers.with(key)
          .get("/v1/connections/" + connection + "/" + theirsOnly)
          .then()
          .statusCode(404);
    }
    Callers.with(key).get("/v1/connections/" + connection + "/guests").then().statusCode(403);
    Callers.with(key)
        .get("/v1/deliveries/" + theirs.submission().submissionId())
        .then()
        .statusCode(404);
    Callers.with(key)
        .get("/v1/lanes/" + connection + "/forecast?documents=1&tenantId=" + other.tenant())
        .then()
        .statusCode(404);
    for (String stranger :
        List.of(
            Callers.keyOf(new Vendor(sealer)),
            Callers.key(vendor, Optional.empty(), Mode.LIVE, Set.of()))) {
      Callers.with(stranger).get("/v1/connections/" + connection).then().statusCode(404);
      Callers.with(stranger).get("/v1/lanes/" + connection).then().statusCode(404);
      Callers.with(stranger).get("/v1/lanes/" + connection + "/tenants").then().statusCode(404);
    }
    Callers.with(Callers.keyOf(house))
        .get("/v1/lanes/" + connection + "/tenants")
        .then()
        .statusCode(200)
        .body("data", empty());

    act(connection, "resume");
    SubmissionReceived received = last(mine, SubmissionReceived.class);
    SubmissionReceived others = last(theirs, SubmissionReceived.class);
    exchanges(key, received).body("data.connectionId", contains(connection));
    exchanges(key, others).body("data", empty());
    exchanges(Callers.keyOf(house), received).body("data", empty());
  }

  @Test
  void theDatabaseHoldsTheWallOfALoanToo() {
    String connection = house.connect(Service.ELT);
    lend(connection, vendor).statusCode(200);
    lend(connection, other).statusCode(200);

    assertThat(Rows.readAs(vendor.id(), Mode.TEST, "SELECT vendor_id FROM submitter.guest"))
        .containsExactly(vendor.id().value());
    for (String table : List.of("lane", "connection", "certificate")) {
      assertThat(Rows.readAs(vendor.id(), Mode.TEST, "SELECT vendor_id FROM submitter." + table))
          .as(table)
          .isEmpty();
    }
    assertThat(Rows.readAs(vendor.id(), Mode.LIVE, "SELECT vendor_id FROM submitter.guest"))
        .isEmpty();
  }

  @Test
  void theOperatorWeighsTenantsOfGuestsAndForeseesTheirDocuments() {
    String connection = house.connect(Service.ELT);
    lend(connection, vendor).statusCode(200);
    TenantId tenant = Callers.known(vendor, Callers.keyOf(vendor), vendor.tenant());
    String lane = "/v1/lanes/" + connection;

    put(lane + "/tenants/" + tenant, "{\"weight\":3}").statusCode(200).body("weight", equalTo(3));
    put(lane + "/tenants/" + TenantId.next(), "{\"weight\":3}").statusCode(404);
    admin()
        .get(lane + "/forecast?documents=2&tenantId=" + tenant)
        .then()
        .statusCode(200)
        .body("lastPosition", equalTo(2));
  }

  @Test
  void whatWaitsWhenTheLoanEndsIsToldThatThereIsNoConnection() {
    String connection = house.connect(Service.ELT);
    act(connection, "pause");
    lend(connection, vendor).statusCode(200);
    SubmissionSigned waiting = vendor.signed(Service.ELT);
    vendor.tell(waiting);
    first(waiting, SubmissionQueued.class);

    admin().delete(guest(connection, vendor)).then().statusCode(200);

    holds(() -> assertThat(standing(waiting)).containsExactly("PAUSED", "UNCONNECTED"));
    assertThat(last(waiting, SubmissionQueued.class).connectionId().value()).isEqualTo(connection);
    lend(connection, vendor).statusCode(200);
    holds(() -> assertThat(standing(waiting)).containsExactly("PAUSED", "UNCONNECTED", "PAUSED"));
  }

  @Test
  void guestsAreToldWhenTheLaneStopsEachWithoutTheOthers() {
    String connection = house.connect(Service.ELT);
    lend(connection, vendor).statusCode(200);
    AUTHORITY.fault(house.commonName(), "http-status", 1, ",\"status\":403");
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);

    holds(
        () ->
            assertThat(
                    Vendor.toldOf(connection).stream()
                        .filter(ConnectionStopped.class::isInstance)
                        .map(event -> ((ConnectionStopped) event).vendorId()))
                .containsExactlyInAnyOrder(house.id(), vendor.id()));
    Callers.with(Callers.keyOf(vendor))
        .get("/v1/lanes/" + connection)
        .then()
        .body("state", equalTo("STOPPED"))
        .body("reason", equalTo("FORBIDDEN"));
  }

  private ValidatableResponse exchanges(String key, SubmissionReceived received) {
    return Callers.with(key).get("/v1/exchanges?txId=" + received.txId()).then().statusCode(200);
  }
}
