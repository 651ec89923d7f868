package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;

/** What a document's owner sees of its way, and what nobody else does. */
@SubmitterTest
class DeliveriesIT extends Deliveries {

  @Test
  void wayOfADocumentIsShownWithEveryAttempt() {
    String connection = vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "http-status", 1, ",\"status\":502");
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    last(signed, SubmissionReceived.class);

    Callers.with(Callers.keyOf(vendor, vendor.tenant()))
        .get(path(signed))
        .then()
        .statusCode(200)
        .body("state", equalTo("RECEIVED"))
        .body("connectionId", equalTo(connection))
        .body("queue", nullValue())
        .body("operatorActs", nullValue())
        .body("attempts.outcome", hasItems("IN_DOUBT", "RECEIVED"))
        .body("attempts.find { it.outcome == 'IN_DOUBT' }.cause", equalTo("HTTP_STATUS"))
        .body("attempts.find { it.outcome == 'IN_DOUBT' }.httpStatus", equalTo(502))
        .body("attempts.last().outcome", equalTo("RECEIVED"))
        .body("attempts.last().cause", nullValue())
        .body("attempts.last().sentAt", notNullValue())
        .body("attempts.last().duration", notNullValue());
  }

  @Test
  void placeCountsOtherTenantsWhoeverAsks() {
    String connection = vendor.connect(Service.ELT);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    TenantId other = TenantId.next();
    List<SubmissionSigned> waiting =
        List.of(
            vendor.signed(Service.ELT, other),
            vendor.signed(Service.ELT, other),
            vendor.signed(Service.ELT),
            vendor.signed(Service.ELT));
    for (SubmissionSigned signed : waiting) {
      vendor.tell(signed);
      first(signed, SubmissionQueued.class);
    }
    SubmissionSigned mine = waiting.getLast();

    assertThat(waiting)
        .extracting(signed -> admin().get(path(signed)).jsonPath().getInt("queue.position"))
        .containsExactlyInAnyOrder(1, 2, 3, 4);
    int place = admin().get(path(mine)).jsonPath().getInt("queue.position");
    assertThat(place).isBetween(3, 4);
    for (String key : List.of(Callers.keyOf(vendor), Callers.keyOf(vendor, vendor.tenant()))) {
      Callers.with(key)
          .get(path(mine))
          .then()
          .statusCode(200)
          .body("state", equalTo("QUEUED"))
          .body("reason", equalTo("SIGNED"))
          .body("queue.position", equalTo(place))
          .body("queue.estimatedStart", notNullValue())
          .body("attempts", hasSize(0));
    }
    admin().get(path(mine)).then().statusCode(200).body("operatorActs", hasSize(0));
  }

  @Test
  void whatIsAnothersAnswersAsWhatDoesNotExist() {
    String connection = vendor.connect(Service.ELT);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);
    Vendor stranger = new Vendor(sealer);
    String strangers = Callers.keyOf(stranger);
    String otherTenants = Callers.keyOf(vendor, TenantId.next());
    String otherModes = Callers.key(vendor, Optional.empty(), Mode.LIVE, Set.of());

    for (String key : List.of(strangers, otherTenants, otherModes)) {
      assertThat(seen(key, path(signed)))
          .isEqualTo(seen(key, "/v1/deliveries/" + SubmissionId.next()));
      assertThat(seen(key, "/v1/lanes/" + connection))
          .isEqualTo(seen(key, "/v1/lanes/" + ConnectionId.next()));
    }
    for (String key : List.of(strangers, otherModes)) {
      for (String below : List.of("/tenants", "/forecast?documents=1", "/forecast")) {
        assertThat(seen(key, "/v1/lanes/" + connection + below))
            .isEqualTo(seen(key, "/v1/lanes/" + ConnectionId.next() + below));
      }
    }
    String mine = Callers.keyOf(vendor);
    assertThat(
            seen(
                mine,
                "/v1/lanes/" + connection + "/forecast?documents=1&tenantId=" + stranger.tenant()))
        .isEqualTo(
            seen(
                mine,
                "/v1/lanes/" + connection + "/forecast?documents=1&tenantId=" + TenantId.next()));
  }

  @Test
  void onlyTheOperatorChangesAnything() {
    String key = Callers.keyOf(vendor);
    String lane = "/v1/lanes/" + vendor.connect(Service.ELT);

    for (String act : List.of("/pause", "/drain", "/resume", "/slow")) {
      changed(key).post(lane + act).then().statusCode(403);
    }
    for (String path :
        List.of(lane + "/agreement", lane + "/ceiling", lane + "/tenants/" + vendor.tenant())) {
      changed(key).put(path).then().statusCode(403);
    }
    changed(key).put("/v1/ceilings/mine").then().statusCode(403);
    Callers.with(key).get("/v1/ceilings").then().statusCode(403);
    lane(lane.substring(lane.lastIndexOf('/') + 1)).body("state", equalTo("RUNNING"));
  }

  private static io.restassured.specification.RequestSpecification changed(String key) {
    return Callers.with(key).contentType("application/json").body("{}");
  }

  /** Everything of the answer that does not name the request. */
  private static String seen(String key, String path) {
    Response answer = Callers.with(key).get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    return answer.asString().replaceAll("\"instance\":\"[^\"]*\"", "");
  }

  private static String path(SubmissionSigned signed) {
    return "/v1/deliveries/" + signed.submission().submissionId();
  }
}
