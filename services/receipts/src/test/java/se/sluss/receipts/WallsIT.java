package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.Sink;
import se.sluss.testsupport.Eventually;

/** What is another's answers as what does not exist. */
@RoomTest
class WallsIT {
  private static final Rooms ROOMS = new Rooms();

  private static Caller owner;
  private static String receipt;
  private static String endpoint;
  private static String delivery;
  private static SubmissionRef submission;

  @BeforeAll
  static void fill() {
    owner = Caller.tenant(ROOMS);
    Sink sink = new Sink("h" + UUID.randomUUID());
    endpoint = owner.activeEndpoint(sink);
    submission = Rooms.submission(owner);
    ROOMS.tell(ROOMS.received(submission, "tx"));
    owner.awaits("/v1/receipts", "data.size()", 1);
    owner.awaits("/v1/webhook-endpoints/" + endpoint + "/deliveries", "data.size()", 2);
    receipt = owner.get("/v1/receipts").path("data[0].id");
    delivery = owner.get("/v1/webhook-endpoints/" + endpoint + "/deliveries").path("data[0].id");
  }

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  static Stream<Caller> strangers() {
    return Stream.of(
        Caller.register(ROOMS, VendorId.next(), Optional.of(TenantId.next()), Mode.TEST, Set.of()),
        Caller.register(ROOMS, VendorId.next(), Optional.empty(), Mode.TEST, Set.of()),
        Caller.register(ROOMS, owner.vendor(), Optional.of(TenantId.next()), Mode.TEST, Set.of()),
        Caller.register(ROOMS, owner.vendor(), owner.tenant(), Mode.LIVE, Set.of()),
        Caller.register(ROOMS, owner.vendor(), Optional.empty(), Mode.LIVE, Set.of()));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void strangerSeesNothing(Caller stranger) {
    same(stranger, "/v1/receipts/" + receipt, "/v1/receipts/" + ReceiptId.next());
    same(
        stranger,
        "/v1/webhook-endpoints/" + endpoint,
        "/v1/webhook-endpoints/" + WebhookEndpointId.next());
    same(
        stranger,
        "/v1/webhook-endpoints/" + endpoint + "/deliveries",
        "/v1/webhook-endpoints/" + WebhookEndpointId.next() + "/deliveries");
    same(stranger, "/v1/deliveries/" + delivery, "/v1/deliveries/" + DeliveryId.next());
    stranger.get("/v1/receipts").then().body("data", hasSize(0));
    stranger
        .get("/v1/receipts?submissionId=" + submission.submissionId())
        .then()
        .body("data", hasSize(0));
    stranger.get("/v1/events").then().body("data", hasSize(0));
    stranger.get("/v1/webhook-endpoints").then().body("data", hasSize(0));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void strangerChangesNothing(Caller stranger) {
    String deliveries = "/v1/webhook-endpoints/" + endpoint + "/deliveries";
    int before = owner.get(deliveries).path("data.size()");

    stranger.post("/v1/webhook-endpoints/" + endpoint + "/test").then().statusCode(404);
    stranger.post("/v1/deliveries/" + delivery + "/replay").then().statusCode(404);
    stranger.request().delete("/v1/webhook-endpoints/" + endpoint).then().statusCode(404);

    owner.get(deliveries).then().statusCode(200).body("data", hasSize(before));
  }

  @Test
  void strangersEndpointHearsNothing() {
    Sink overheard = new Sink("h" + UUID.randomUUID());
    Caller neighbour =
        Caller.register(ROOMS, owner.vendor(), Optional.of(TenantId.next()), Mode.TEST, Set.of());
    neighbour.activeEndpoint(overheard);
    Sink own = new Sink("h" + UUID.randomUUID());
    owner.activeEndpoint(own);

    ROOMS.tell(Rooms.queued(Rooms.submission(owner)));

    Eventually.holds(() -> assertThat(own.seen()).hasSize(2));
    EventId neighbours = ROOMS.tell(Rooms.queued(Rooms.submission(neighbour)));
    overheard.await("submission.queued", 1);
    assertThat(overheard.seen())
        .filteredOn(seen -> !seen.type().equals("endpoint.test"))
        .extracting(Sink.Seen::id)
        .containsExactly(neighbours.value());
  }

  @Test
  void vendorSeesItsTenantsReceiptsAndATenantNotItsVendorsEndpoints() {
    Caller vendor = Caller.register(ROOMS, owner.vendor(), Optional.empty(), Mode.TEST, Set.of());
    String vendors =
        vendor
            .post(
                "/v1/webhook-endpoints",
                Map.of(
                    "url",
                    new Sink("h" + UUID.randomUUID()).url(),
                    "eventTypes",
                    List.of("connection.*")))
            .path("id");

    vendor.get("/v1/receipts/" + receipt).then().statusCode(200);
    owner.get("/v1/webhook-endpoints/" + vendors).then().statusCode(404);
  }

  @Test
  void identifierOfAnotherKindIsNotFound() {
    owner.get("/v1/receipts/" + endpoint).then().statusCode(404);
    owner.get("/v1/receipts/nonsense").then().statusCode(404);
    owner.get("/v1/webhook-endpoints/" + receipt).then().statusCode(404);
    owner.get("/v1/deliveries/" + receipt).then().statusCode(404);
  }

  @Test
  void nobodyGetsInWithoutAKey() {
    io.restassured.RestAssured.get("/v1/receipts").then().statusCode(401);
    io.restassured.RestAssured.get("/v1/events").then().statusCode(401);
  }

  private static void same(Caller stranger, String others, String absent) {
    Response one = stranger.get(others);
    Response other = stranger.get(absent);
    assertThat(one.statusCode()).isEqualTo(404).isEqualTo(other.statusCode());
    assertThat(one.<String>path("detail")).isEqualTo(other.path("detail"));
    assertThat(one.<String>path("type")).isEqualTo(other.path("type"));
  }
}
