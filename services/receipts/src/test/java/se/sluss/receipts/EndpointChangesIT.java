package se.sluss.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.EventId;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.PublicKeys;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.Sink;
import se.sluss.receipts.support.Sink.Seen;
import se.sluss.testsupport.Eventually;

/** An endpoint's settings and keys. */
@RoomTest
class EndpointChangesIT {
  private static final Rooms ROOMS = new Rooms();

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = newSink();

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void bothSecretsSignDuringTheOverlapWhichEndsByItself() {
    Response created = create(Map.of());
    String endpoint = created.path("id");
    String old = created.path("secret");
    sink.verifyWith(old);
    caller.activated(endpoint);
    String before = caller.get(path(endpoint)).header("ETag");

    Response rotated =
        caller.post(path(endpoint) + "/rotate-secret", Map.of("gracePeriod", "PT10S"));

    rotated.then().statusCode(200).body("rotation.oldUntil", notNullValue());
    String secret = rotated.path("secret");
    assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(old);
    assertThat(rotated.header("ETag")).isNotEqualTo(before);
    caller
        .post(path(endpoint) + "/rotate-secret", Map.of())
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"));
    // The receiver knows the old one only.
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    Seen during = sink.await("submission.queued", 1).getFirst();
    assertThat(during.verified()).isEqualTo("true");
    assertThat(during.signature()).matches("v1,\\S+ v1,\\S+");

    caller.awaits(path(endpoint), "rotation", null);
    assertThat(caller.get(path(endpoint)).header("ETag")).isNotEqualTo(rotated.header("ETag"));
    sink.verifyWith(secret);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    Seen after = sink.await("submission.queued", 2).getLast();
    assertThat(after.verified()).isEqualTo("true");
    assertThat(after.signature()).matches("v1,\\S+").startsWith(during.signature().substring(0, 3));
  }

  @Test
  void leakedSecretEndsAtOnceAndGracesBeyondAWeekAreRefused() {
    Response created = create(Map.of());
    String endpoint = created.path("id");
    sink.verifyWith(created.path("secret"));
    caller.activated(endpoint);
    caller
        .post(path(endpoint) + "/rotate-secret", Map.of("gracePeriod", "P8D"))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/gracePeriod"));
    caller.post(path(endpoint) + "/rotate-secret").then().statusCode(200);

    Response rotated =
        caller.post(path(endpoint) + "/rotate-secret", Map.of("gracePeriod", "PT0S"));

    rotated.then().statusCode(200).body("rotation", nullValue());
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    // The receiver knows the first one, which signs no more, and refuses.
    assertThat(sink.await("submission.queued", 1).getFirst().verified()).isEqualTo("false");
    sink.verifyWith(rotated.path("secret"));
    EventId second = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    Eventually.holds(
        () ->
            assertThat(sink.seen())
                .filteredOn(seen -> seen.id().equals(second.value()))
                .last()
                .extracting(Seen::verified)
                .isEqualTo("true"));
  }

  @Test
  void repeatedRotationGetsTheSameSecretAndRotatesOnce() {
    String endpoint = create(Map.of()).path("id");
    String key = UUID.randomUUID().toString();

    List<Response> answers = List.of(rotate(endpoint, key), rotate(endpoint, key));

    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    assertThat(answers.getLast().asString()).isEqualTo(answers.getFirst().asString());
  }

  @Test
  void asymmetricSignaturesAreVerifiedWithThePublicKey() throws GeneralSecurityException {
    Response created = create(Map.of("asymmetric", true));
    String endpoint = created.path("id");
    sink.verifyWith(created.path("secret"));
    caller.activated(endpoint);
    String publicKey = caller.get(path(endpoint)).path("publicKey");
    assertThat(publicKey).isEqualTo(created.<String>path("publicKey"));

    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));

    Seen seen = sink.await("submission.queued", 1).getFirst();
    assertThat(seen.verified()).isEqualTo("true");
    String[] signatures = seen.signature().split(" ");
    byte[] content = (seen.id() + "." + seen.timestamp() + "." + seen.body()).getBytes(UTF_8);
    assertThat(signatures).hasSize(2);
    assertThat(PublicKeys.verifies(publicKey, content, signatures[1])).isTrue();
    content[content.length - 1] ^= 1;
    assertThat(PublicKeys.verifies(publicKey, content, signatures[1])).isFalse();
  }

  @Test
  void settingsAreChangedByWhoKnowsThePresentVersion() {
    String endpoint = create(Map.of()).path("id");
    sink.verifyWith(rotate(endpoint, UUID.randomUUID().toString()).path("secret"));
    caller.activated(endpoint);
    Response read = caller.get(path(endpoint));
    Map<String, Object> wanted =
        Map.of(
            "url",
            sink.url(),
            "eventTypes",
            List.of("submission.received"),
            "maxPerSecond",
            7,
            "asymmetric",
            true);
    caller
        .request()
        .header("If-None-Match", read.header("ETag"))
        .get(path(endpoint))
        .then()
        .statusCode(304);
    caller
        .request()
        .contentType("application/json")
        .body(wanted)
        .put(path(endpoint))
        .then()
        .statusCode(428);

    Response changed = caller.put(path(endpoint), read.header("ETag"), wanted);

    changed
        .then()
        .statusCode(200)
        .body("status", equalTo("ACTIVE"))
        .body("eventTypes", contains("submission.received"))
        .body("maxPerSecond", equalTo(7))
        .body("publicKey", notNullValue());
    caller
        .put(path(endpoint), read.header("ETag"), wanted)
        .then()
        .statusCode(412)
        .body("code", equalTo("precondition-failed"));
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    ROOMS.tell(ROOMS.received(Rooms.submission(caller), "tx-2"));
    sink.await("submission.received", 1);
    assertThat(sink.seen())
        .extracting(Seen::type)
        .containsExactly("endpoint.test", "submission.received");
  }

  @Test
  void allFaultsOfAChangeAreToldAtOnce() {
    String endpoint = create(Map.of()).path("id");
    Response read = caller.get(path(endpoint));

    caller
        .put(
            path(endpoint),
            read.header("ETag"),
            Map.of("eventTypes", List.of("nonsense"), "maxPerSecond", 0))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/url", "#/eventTypes/0", "#/maxPerSecond"));
  }

  @Test
  void endpointThatMovesIsTestedThereBeforeWhatWaitedIsSent() {
    String endpoint = caller.activeEndpoint(sink);
    Sink elsewhere = newSink();

    Response moved = caller.move(endpoint, elsewhere, "*");

    moved
        .then()
        .statusCode(200)
        .body("status", equalTo("DISABLED"))
        .body("statusReason", equalTo("URL_CHANGED"));
    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits(path(endpoint) + "/deliveries", "data[0].eventId", event.value());
    caller.activated(endpoint);
    assertThat(elsewhere.await("submission.queued", 1))
        .extracting(Seen::id)
        .containsExactly(event.value());
    assertThat(elsewhere.seen().getFirst().type()).isEqualTo("endpoint.test");
    assertThat(sink.seen()).extracting(Seen::type).containsOnly("endpoint.test");
    caller.get(path(endpoint)).then().body("statusReason", nullValue());
  }

  @Test
  void testThatIsUnderWayToTheOldAddressActivatesNoNewOne() {
    String endpoint = create(Map.of()).path("id");
    sink.fail(204, 1, 1500);
    caller.post(path(endpoint) + "/test").then().statusCode(202);
    sink.await("endpoint.test", 1);
    Sink stranger = newSink();

    caller
        .move(endpoint, stranger, "*")
        .then()
        .statusCode(200)
        .body("status", equalTo("PENDING_TEST"));

    caller.awaits(path(endpoint) + "/deliveries?limit=1", "data[0].status", "DELIVERED");
    caller.get(path(endpoint)).then().body("status", equalTo("PENDING_TEST"));
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits("/v1/events", "data.size()", 1);
    caller.activated(endpoint);
    EventId afterIt = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    stranger.await("submission.queued", 1);
    assertThat(stranger.seen())
        .filteredOn(seen -> !seen.type().equals("endpoint.test"))
        .extracting(Seen::id)
        .containsExactly(afterIt.value());
  }

  @Test
  void noMoreDeliveriesBeginInASecondThanTheOwnerAllows() {
    Response created = create(Map.of("maxPerSecond", 4));
    sink.verifyWith(created.path("secret"));
    String endpoint = caller.activated(created.path("id"));

    Instant first = Instant.now();
    for (int i = 0; i < 12; i++) {
      ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    }

    sink.await("submission.queued", 12);
    List<Instant> begun =
        caller
            .get(path(endpoint) + "/deliveries?limit=100&eventType=submission.queued")
            .then()
            .body("data", hasSize(12))
            .extract()
            .<List<String>>path("data.attempts.flatten().startedAt")
            .stream()
            .map(Instant::parse)
            .sorted()
            .toList();
    for (int i = 4; i < begun.size(); i++) {
      assertThat(begun.get(i)).isAfterOrEqualTo(first.plusSeconds(i / 4));
      // They begin some time after they were counted; too many would begin together.
      assertThat(Duration.between(begun.get(i - 4), begun.get(i)))
          .isGreaterThan(Duration.ofMillis(250));
    }
  }

  @Test
  void deliveriesAreListedByStatusAndType() {
    String endpoint = caller.activeEndpoint(sink);
    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    sink.await("submission.queued", 1);
    String list = path(endpoint) + "/deliveries";
    caller.awaits(list + "?status=DELIVERED&eventType=submission.queued", "data.size()", 1);

    caller
        .get(list + "?status=DELIVERED&eventType=submission.queued")
        .then()
        .body("data.eventId", contains(event.value()));
    caller.get(list + "?status=EXHAUSTED").then().body("data", hasSize(0));
    caller.get(list + "?eventType=endpoint.test").then().body("data", hasSize(1));
    caller
        .get(list + "?status=LOST&eventType=nonsense")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/status", "#/eventType"));
  }

  private Response create(Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("url", sink.url());
    body.put("eventTypes", List.of("submission.*"));
    Response created = caller.post("/v1/webhook-endpoints", body);
    created.then().statusCode(201);
    return created;
  }

  private Response rotate(String endpoint, String key) {
    return caller
        .request()
        .noContentType()
        .header("Idempotency-Key", key)
        .post(path(endpoint) + "/rotate-secret");
  }

  private static String path(String endpoint) {
    return "/v1/webhook-endpoints/" + endpoint;
  }

  private static Sink newSink() {
    return new Sink("h" + UUID.randomUUID());
  }
}
