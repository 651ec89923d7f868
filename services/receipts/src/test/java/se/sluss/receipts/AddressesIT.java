package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.id.EventId;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.ScriptedNames;
import se.sluss.receipts.support.Sink;
import se.sluss.receipts.support.Sink.Seen;
import se.sluss.receipts.support.SinkResource;
import se.sluss.testsupport.Eventually;

/** The same rule, refusing and allowing, at save, test, delivery and replay. */
@RoomTest
class AddressesIT {
  /** One address or more of every refused range; the sink's own loopback address is open here. */
  static final List<String> REFUSED =
      List.of(
          "0.0.0.0",
          "127.0.0.2",
          "10.0.0.1",
          "172.16.0.1",
          "192.168.1.1",
          "100.64.0.1",
          "169.254.169.254",
          "192.0.0.8",
          "192.0.2.1",
          "192.88.99.1",
          "198.18.0.1",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "240.0.0.1",
          "255.255.255.255",
          "::",
          "::1",
          "::127.0.0.1",
          "::ffff:127.0.0.2",
          "::ffff:10.0.0.1",
          "64:ff9b::a9fe:a9fe",
          "64:ff9b:1::1",
          "100::1",
          "5f00::1",
          "fd00:ec2::254",
          "fe80::1",
          "fec0::1",
          "ff02::1",
          "2001::1",
          "2001:db8::1",
          "2002:a9fe:a9fe::1",
          "3fff::1");

  private static Rooms rooms = new Rooms();
  private static Caller caller;

  @Inject ScriptedNames names;

  @BeforeAll
  static void register() {
    caller = Caller.tenant(rooms);
  }

  @AfterAll
  static void close() {
    rooms.close();
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void refusedAddressIsRefusedAtSaveTestDeliveryAndReplay(String address) {
    // given a name that was fine until it came to lead somewhere else
    Sink sink = new Sink("h" + UUID.randomUUID());
    String endpoint = caller.activeEndpoint(sink);
    EventId before = rooms.tell(Rooms.queued(Rooms.submission(caller)));
    String delivery = delivered(endpoint, before);
    int seen = sink.seen().size();
    String path = "/v1/webhook-endpoints/" + endpoint;
    String version = caller.get(path).header("ETag");
    try {
      for (String[] answer : List.of(new String[] {address}, new String[] {"127.0.0.1", address})) {
        // when
        names.answer(SinkResource.HOST, answer);

        // then
        refused(save(sink.url()));
        refused(
            caller.put(
                path, version, Map.of("url", sink.url(), "eventTypes", List.of("submission.*"))));
        refused(caller.post(path + "/test"));
        refused(caller.post("/v1/deliveries/" + delivery + "/replay"));
        refused(caller.post(path + "/recover", Map.of("since", "2026-01-01T00:00:00Z")));
        EventId event = rooms.tell(Rooms.queued(Rooms.submission(caller)));
        String list = deliveries(endpoint);
        caller.awaits(list, "data[0].eventId", event.value());
        caller.awaits(list, "data[0].attempts[0].outcome", "FAILED");
        caller.awaits(list, "data[0].attempts[0].reason", "ADDRESS_REFUSED");
        assertThat(sink.seen()).hasSize(seen);
      }
    } finally {
      names.answer(SinkResource.HOST, "127.0.0.1");
      caller.request().delete("/v1/webhook-endpoints/" + endpoint).then().statusCode(204);
    }
  }

  @Test
  void nameThatIsReboundBetweenSaveAndDeliveryIsNotConnectedTo() {
    String host = "rebinding.example.se";
    names.rebind(host, "1.1.1.1", "127.0.0.2");
    Sink sink = new Sink("h" + UUID.randomUUID());
    Response created = save(sink.urlAt(host));
    created.then().statusCode(201);

    refused(caller.post("/v1/webhook-endpoints/" + created.path("id") + "/test"));
  }

  @Test
  void nameThatIsReboundBetweenTheQuestionAndTheTestIsNotConnectedTo() {
    // given an address that is fine when the test is asked for and no longer when it is made
    String host = "turning.example.se";
    names.answer(host, "1.1.1.1");
    Sink sink = new Sink("h" + UUID.randomUUID());
    String endpoint = save(sink.urlAt(host)).path("id");
    names.rebind(host, "1.1.1.1", "10.0.0.1");

    Response test = caller.post("/v1/webhook-endpoints/" + endpoint + "/test");

    test.then().statusCode(202);
    caller.awaits(deliveries(endpoint), "data[0].status", "FAILED");
    newest(endpoint).then().body("data[0].attempts.reason", contains("ADDRESS_REFUSED"));
    assertThat(sink.seen()).isEmpty();
  }

  @Test
  void lookupWithoutAFreePlaceDelaysADeliveryAndIsNoAttempt() {
    Sink sink = new Sink("h" + UUID.randomUUID());
    String host = "busy.example.se";
    names.answer(host, "127.0.0.1");
    String endpoint = save(sink.urlAt(host)).path("id");
    names.busyOnce(host);

    caller.post("/v1/webhook-endpoints/" + endpoint + "/test").then().statusCode(202);

    // The sink's certificate is for another name: the one attempt fails there.
    caller.awaits(deliveries(endpoint), "data[0].attempts.reason", List.of("TLS"));
    newest(endpoint).then().body("data[0].attempts.number", contains(1));
  }

  @Test
  void redirectToTheMetadataAddressIsNotFollowed() {
    Sink sink = new Sink("h" + UUID.randomUUID());
    String endpoint = caller.activeEndpoint(sink);
    sink.redirect("http://169.254.169.254/latest/meta-data/");

    EventId event = rooms.tell(Rooms.queued(Rooms.submission(caller)));

    delivered(endpoint, event);
    newest(endpoint).then().body("data[0].attempts.status", contains(302, 204));
    caller.request().delete("/v1/webhook-endpoints/" + endpoint).then().statusCode(204);
  }

  @Test
  void certificateOfAnotherNameIsRefused() {
    String host = "impostor.example.se";
    names.answer(host, "127.0.0.1");
    Sink sink = new Sink("h" + UUID.randomUUID());
    String endpoint = save(sink.urlAt(host)).path("id");

    caller.post("/v1/webhook-endpoints/" + endpoint + "/test").then().statusCode(202);

    caller.awaits(deliveries(endpoint), "data[0].attempts.reason", List.of("TLS"));
    assertThat(sink.seen()).extracting(Seen::type).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sink.webhooks.test/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://sink.webhooks.test:22/",
        "https://user@sink.webhooks.test/",
        "https://sink.webhooks.test/#x",
        "https://unknown.example.se/",
        "https://metadata.google.internal/",
        "not a url"
      })
  void urlThatBreaksARuleIsAnsweredLikeAnAddressThatDoes(String url) {
    refused(save(url));
  }

  private static Response save(String url) {
    return caller.post(
        "/v1/webhook-endpoints", Map.of("url", url, "eventTypes", List.of("submission.*")));
  }

  /** One answer for every reason, and nothing of the network in it. */
  private static void refused(Response answer) {
    answer.then().statusCode(422).body("code", equalTo("endpoint-url-refused"));
    assertThat(answer.<String>path("detail"))
        .isEqualTo("Give an https URL with a public host name, on a port that is allowed here.");
  }

  private static Response newest(String endpoint) {
    return caller.get(deliveries(endpoint));
  }

  private static String deliveries(String endpoint) {
    return "/v1/webhook-endpoints/" + endpoint + "/deliveries?limit=1";
  }

  private static String delivered(String endpoint, EventId event) {
    return Eventually.value(
            () -> newest(endpoint),
            answer ->
                event.value().equals(answer.path("data[0].eventId"))
                    && "DELIVERED".equals(answer.path("data[0].status")))
        .path("data[0].id");
  }
}
