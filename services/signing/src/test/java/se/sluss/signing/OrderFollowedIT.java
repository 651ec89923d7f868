package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.SpecificationQuerier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.sealed.Sealer;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

/** What those are told who follow an order while somebody signs it. */
@SigningTest
class OrderFollowedIT {
  @Inject OrderDesks desks;
  @Inject Sealer sealer;

  @ConfigProperty(name = "test.bankid.control")
  String bankId;

  private World world;
  private OrderDesk desk;

  @BeforeEach
  void freshTenant() {
    desk = desks.freshWithWillingPeople();
    world = desk.world();
  }

  @Test
  void theUserStartsTheAppByQrCode() {
    desk.autoSign(false);
    SubmissionRef ref = world.notification();
    String order = desk.pending(ref);
    desk.get(order).body("autoStartToken", not(equalTo(null)));

    desk.scan(order, TestPersons.PROVIDER_SIGNER);

    desk.awaitStatus(order, "COMPLETED");
    desk.get(order).body("qrData", equalTo(null)).body("autoStartToken", equalTo(null));
  }

  @Test
  void bankIdsAssessmentOfTheRiskIsShownToWhomAskedForIt() {
    var asking = body(world.notification());
    asking.put("returnRisk", true);
    assertRisk(asking, "moderate");
    assertRisk(body(world.notification()), null);
  }

  private static Map<String, Object> body(SubmissionRef ref) {
    return OrderDesk.body(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER);
  }

  private void assertRisk(Map<String, Object> body, String risk) {
    given()
        .contentType("application/json")
        .body(Map.of("behaviour", "sign", "times", 1, "risk", "moderate"))
        .post(bankId + "/script")
        .then()
        .statusCode(200);
    String order =
        given()
            .spec(world.client())
            .body(body)
            .post("/v1/signing-orders")
            .then()
            .statusCode(202)
            .body("parts[0].risk", equalTo(null))
            .extract()
            .path("id");
    desk.awaitStatus(order, "COMPLETED");
    desk.get(order).body("parts[0].risk", equalTo(risk));
  }

  @Test
  void whoWaitsIsToldOfAChangeAndOfNoneByTheSameTag() {
    desk.autoSign(false);
    String order = desk.pending(world.notification());
    String tag = desk.get(order).extract().header("ETag");
    desk.waitFor(order, "0", tag).statusCode(304);

    desk.sign(order, TestPersons.PROVIDER_SIGNER);

    desk.waitFor(order, "20", tag).statusCode(200).header("ETag", not(equalTo(tag)));
    for (String none : List.of("31", "-1", "long", "3000000000")) {
      desk.waitFor(order, none, tag).statusCode(422).body("errors.pointer", hasItem("#/wait"));
    }
  }

  @Test
  void anOrderIsFollowedToItsEndWithANewCodeEachSecond() throws Exception {
    desk.autoSign(false);
    String order = desk.pending(world.notification());
    StringBuilder told = new StringBuilder();
    try (HttpClient client = HttpClient.newHttpClient()) {
      Iterator<String> stream = stream(client, order);
      // From then on each new code is told.
      while (told.indexOf("\"qrData\"") < 0) {
        told.append(stream.next()).append('\n');
      }
      Set<String> codes = new HashSet<>();
      Eventually.holds(
          () -> {
            codes.add(desk.get(order).extract().path("qrData"));
            assertThat(codes).hasSizeGreaterThan(2);
          });

      desk.sign(order, TestPersons.PROVIDER_SIGNER);

      stream.forEachRemaining(line -> told.append(line).append('\n'));
    }
    assertThat(told).contains("event:order", "\"RFA13\"", "\"status\":\"COMPLETED\"");
    assertThat(Pattern.compile("\"qrData\":\"(bankid[^\"]+)\"").matcher(told).results())
        .extracting(MatchResult::group)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(1);
  }

  @Test
  void aVendorWithTooManyStreamsIsToldSoAndHasThemBackWhenTheyEnd() {
    desk.autoSign(false);
    String order = desk.pending(world.notification());
    String tag = desk.get(order).extract().header("ETag");
    List<CompletableFuture<String>> streams =
        Stream.generate(() -> follow(order)).limit(3).toList();

    Eventually.holds(
        () ->
            desk.waitFor(order, "1", tag)
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("too-many-streams")));

    desk.sign(order, TestPersons.PROVIDER_SIGNER);
    streams.forEach(CompletableFuture::join);
    Eventually.holds(
        () -> desk.waitFor(order, "1", desk.get(order).extract().header("ETag")).statusCode(304));
  }

  @Test
  void aStreamEndsWithItsKey() throws IOException, InterruptedException {
    desk.autoSign(false);
    String order = desk.pending(world.notification());
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    RestAssured.baseURI
                        + ":"
                        + RestAssured.port
                        + "/v1/signing-orders/"
                        + order
                        + "/events"))
            .header("Authorization", "Bearer " + world.key())
            .header("Accept", "text/event-stream")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> stream = http.send(request, BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);

      world.revoke();

      assertThat(new String(stream.body().readAllBytes(), UTF_8))
          .contains("\"status\":\"PENDING\"")
          .doesNotContain("COMPLETED", "FAILED", "CANCELLED");
    }
  }

  /** Whoever finds no place, since somebody waits in it for a moment, asks again. */
  private CompletableFuture<String> follow(String order) {
    return CompletableFuture.supplyAsync(
        () -> {
          Response answer = events(order);
          while (answer.statusCode() == 429) {
            answer = events(order);
          }
          return answer.then().statusCode(200).extract().asString();
        },
        Thread.ofVirtual()::start);
  }

  private Response events(String order) {
    return given().spec(world.client()).accept("text/event-stream").get(eventsOf(order));
  }

  /** The lines as they come. */
  private Iterator<String> stream(HttpClient client, String order) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(RestAssured.baseURI + ":" + RestAssured.port + eventsOf(order)))
            .header(
                "Authorization",
                SpecificationQuerier.query(world.client()).getHeaders().getValue("Authorization"))
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().iterator();
  }

  private static String eventsOf(String order) {
    return "/v1/signing-orders/" + order + "/events?launch=mobile";
  }

  @Test
  void aStrangersOrderIsNotFollowed() {
    String order = desk.opened(world.notification());
    World stranger = new World(KafkaProbe.onTestServers(), sealer, Mode.TEST);

    given()
        .spec(stranger.client())
        .accept("text/event-stream")
        .get("/v1/signing-orders/" + order + "/events")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    given()
        .spec(stranger.client())
        .post("/v1/signing-orders/" + order + "/restart")
        .then()
        .statusCode(404);
  }
}
