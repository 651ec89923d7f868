package se.sluss.kit.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.testsupport.TestPersons;

@KitTest
class ProblemsIT {
  @Inject Callers callers;
  private String key;

  @BeforeEach
  void register() {
    key = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
  }

  @Test
  void whatDoesNotExistIsAProblem() {
    problem(given().get("/v1/nothing"), 404, "not-found");
    problem(given().get("/nothing/at/all"), 404, "not-found");
  }

  @Test
  void whatTheFrameworkRefusesIsAProblem() {
    problem(authorized().delete("/v1/probes"), 405, "method-not-allowed")
        .then()
        .header("Allow", "GET, HEAD, OPTIONS, POST");
    problem(authorized().get("/v1/probes/raw"), 405, "method-not-allowed")
        .then()
        .header("Allow", "OPTIONS, POST");
    problem(
        authorized().contentType("text/plain").body("x").post("/v1/probes"),
        415,
        "media-type-not-supported");
    problem(authorized().accept("image/png").get("/v1/probes"), 406, "not-acceptable");
  }

  @Test
  void jsonThatDoesNotFitNamesThePlaceOnly() {
    problem(post("{\"note\":\"a\",\"surprise\":1}"), 422, "validation-failed")
        .then()
        .body("errors[0].pointer", equalTo("#/surprise"))
        .body("errors[0].code", equalTo("unknown-member"));
    Response wrong =
        problem(post("{\"note\":\"a\",\"count\":\"personal\"}"), 422, "validation-failed");
    wrong.then().body("errors[0].pointer", equalTo("#/count"));
    assertThat(wrong.asString()).doesNotContain("personal", "java", "Integer");
    problem(post("{\"note\""), 400, "bad-request");
  }

  @Test
  void allMembersThatDoNotFitAreTold() {
    problem(
            post("{\"count\":\"personal\",\"surprise\":1,\"note\":7,\"more\":2}"),
            422,
            "validation-failed")
        .then()
        .body("errors.pointer", contains("#/count", "#/surprise", "#/note", "#/more"))
        .body(
            "errors.code",
            contains("invalid-value", "unknown-member", "invalid-value", "unknown-member"))
        .body(not(containsString("personal")));
  }

  @Test
  void jsonThatSaysAMemberTwiceIsRefusedAndNeitherValueTold() {
    Response answer = problem(post("{\"note\":\"one\",\"note\":\"two\"}"), 400, "bad-request");
    answer
        .then()
        .body(
            "detail",
            equalTo("The JSON says a member twice in one object; say each of them once."));
    assertThat(answer.asString()).doesNotContain("note", "one\"", "two\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00007b00", "007b0000", "0000007b7f010101", "7b00000001"})
  void bytesThatAreNoTextAreNoJsonEither(String hex) {
    problem(
        Callers.with(key, "k" + System.nanoTime())
            .body(HexFormat.of().parseHex(hex))
            .post("/v1/probes"),
        400,
        "bad-request");
  }

  @Test
  void aNameThatMayBeAValueIsNotTold() {
    String number = TestPersons.ASSISTED;
    problem(post("{\"note\":\"a\",\"" + number + "\":1}"), 422, "validation-failed")
        .then()
        .body("errors.pointer", contains("#/*"))
        .body(not(containsString(number)));
    problem(
            authorized().get("/v1/probes?189001=1&" + number + "=1&notes=a"),
            422,
            "validation-failed")
        .then()
        .body("errors.pointer", contains("#/*", "#/notes"))
        .body(not(containsString(number)));
  }

  @Test
  void aParameterThatAListDoesNotKnowIsToldAndNotPassedOver() {
    problem(authorized().get("/v1/probes?limit=2&notes=a&limti=3"), 422, "validation-failed")
        .then()
        .body("errors.pointer", contains("#/limti", "#/notes"))
        .body("errors.code", everyItem(equalTo("unknown-member")));
  }

  @Test
  void brokenConstraintsAreListed() {
    problem(post("{\"note\":\"          much too long\"}"), 422, "validation-failed")
        .then()
        .body("errors.pointer", hasItems("#/note"))
        .body("errors.code", hasItems("size"));
    problem(post("{}"), 422, "validation-failed").then().body("errors.code", hasItems("not-blank"));
  }

  @Test
  void aBodyThatIsTooLargeIsAProblem() throws Exception {
    problem(post("{\"note\":\"" + "x".repeat(3 * 1024 * 1024) + "\"}"), 413, "too-large");

    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> chunked =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/probes"))
                  .version(HttpClient.Version.HTTP_1_1)
                  .header("Authorization", "Bearer " + key)
                  .header("Idempotency-Key", "large")
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofInputStream(() -> new Endless(8 * 1024 * 1024)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(chunked.statusCode()).isEqualTo(413);
      assertThat(chunked.body()).contains("too-large");
    }
  }

  @Test
  void whatEndsAConnectionIsAProblemAmongOtherStreamsOfIt() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI probes = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/probes");
      HttpResponse<String> first =
          client.send(HttpRequest.newBuilder(probes).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);

      HttpResponse<String> refused =
          client.send(
              HttpRequest.newBuilder(probes)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[3 * 1024 * 1024]))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(refused.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(refused.body()).contains("too-large");
    }
  }

  @Test
  void bodiesThatNobodyReadsTakeNothingFromTheOtherStreamsOfAConnection() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI probes = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/probes");
      client.send(HttpRequest.newBuilder(probes).build(), HttpResponse.BodyHandlers.ofString());

      for (int i = 0; i < 4; i++) {
        assertThat(status(client, large(probes, 1024 * 1024))).isEqualTo(401);
        assertThat(status(client, large(probes, 3 * 1024 * 1024))).isEqualTo(413);
      }

      HttpRequest.Builder after =
          HttpRequest.newBuilder(probes)
              .header("Authorization", "Bearer " + key)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "after")
              .POST(HttpRequest.BodyPublishers.ofString(" ".repeat(200_000) + "{\"note\":\"x\"}"));
      assertThat(status(client, after)).isEqualTo(201);
    }
  }

  private static HttpRequest.Builder large(URI to, int bytes) {
    return HttpRequest.newBuilder(to)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", "large")
        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]));
  }

  private static int status(HttpClient client, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        client.send(
            request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    return answer.statusCode();
  }

  @Test
  void anUnforeseenFaultTellsNothing() {
    Response answer = problem(post("{\"note\":\"fails\"}"), 500, "internal");
    assertThat(answer.asString()).doesNotContain("secret", "Exception", "se.sluss.", "at ");
  }

  private Response post(String body) {
    return Callers.with(key, "k" + System.nanoTime()).body(body).post("/v1/probes");
  }

  private io.restassured.specification.RequestSpecification authorized() {
    return given().header("Authorization", "Bearer " + key);
  }

  static Response problem(Response response, int status, String slug) {
    response
        .then()
        .statusCode(status)
        .contentType(startsWith("application/problem+json"))
        .header("Sluss-Request-Id", matchesPattern("req_[0-7][0-9a-z]{25}"))
        .body("status", equalTo(status))
        .body("code", equalTo(slug))
        .body("type", equalTo(ProblemType.BASE + slug))
        .body("instance", equalTo("/requests/" + response.header("Sluss-Request-Id")));
    return response;
  }

  /** As many letters as it was told, of unknown length to its reader. */
  private static final class Endless extends InputStream {
    private int left;

    Endless(int length) {
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }
  }
}
