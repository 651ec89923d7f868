package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SigningPageId;
import se.sluss.model.sealed.Sealer;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

/** The doors of the hosted page: who gets in, and who does not. */
@SigningTest
class SigningPageIT {
  @Inject Sealer sealer;

  private final KafkaProbe kafka = KafkaProbe.onTestServers();
  private World world;

  @BeforeEach
  void freshTenant() {
    world = new World(kafka, sealer, Mode.TEST);
  }

  @Test
  void onlyGoingOnUsesALinkUpAndOnlyForOneBrowser() {
    String door = door(create(Map.of()).then().statusCode(201).extract().path("url"));
    given().get(door).then().statusCode(200);
    given().head(door).then().statusCode(200);

    Response opened = open(door);
    opened.then().statusCode(303).header("Location", not(containsString(door)));

    open(door).then().statusCode(410);
    given().get(door).then().statusCode(410);
    given()
        .redirects()
        .follow(false)
        .cookies(opened.getCookies())
        .get(door)
        .then()
        .statusCode(303)
        .header("Location", equalTo(opened.getHeader("Location")));
  }

  @Test
  void aPageIsShownToItsSessionAloneWithNothingFromElsewhere() {
    Response opened = open(door(create(Map.of()).path("url")));
    String page = path(opened.getHeader("Location"));

    given()
        .cookies(opened.getCookies())
        .get(page)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Cache-Control", equalTo("no-store"))
        .body(not(containsString(TestPersons.PROVIDER_SIGNER)));
    given().get(page).then().statusCode(410);
    given().get(page + "/glance").then().statusCode(410);
    Response other = open(door(create(Map.of()).path("url")));
    given().cookies(other.getCookies()).get(page).then().statusCode(410);
  }

  @Test
  void aBrowserWithManyPagesKeepsTheCookiesOfTheLatest() {
    Map<String, String> before = new TreeMap<>();
    for (int i = 0; i < 32; i++) {
      before.put("sluss-" + SigningPageId.next(), "x".repeat(43));
    }

    Response opened =
        given()
            .redirects()
            .follow(false)
            .header("Sec-Fetch-Site", "same-origin")
            .cookies(before)
            .post(door(create(Map.of()).path("url")));

    assertThat(opened.detailedCookies().asList())
        .filteredOn(cookie -> cookie.getMaxAge() == 0)
        .extracting(Cookie::getName)
        .containsExactlyElementsOf(before.keySet().stream().limit(2).toList());
    given()
        .cookies(opened.getCookies())
        .get(path(opened.getHeader("Location")))
        .then()
        .statusCode(200);
  }

  @Test
  void aFormIsTakenFromOurOwnPagesAlone() {
    Response opened = open(door(create(Map.of()).path("url")));
    String order = path(opened.getHeader("Location")) + "/order";

    given()
        .cookies(opened.getCookies())
        .header("Sec-Fetch-Site", "cross-site")
        .post(order)
        .then()
        .statusCode(403);
    given().cookies(opened.getCookies()).post(order).then().statusCode(403);
  }

  @Test
  void aVendorSeesWhetherALinkWasUsedAndTakesItBack() {
    String back = "https://vendor.example/back";
    Response created = create(Map.of("returnUrl", back));
    String id = created.path("id");
    given()
        .spec(world.client())
        .get("/v1/signing-pages/" + id)
        .then()
        .statusCode(200)
        .body("url", nullValue())
        .body("openedAt", nullValue());

    Response opened = open(door(created.path("url")));
    given()
        .spec(world.client())
        .get("/v1/signing-pages/" + id)
        .then()
        .body("openedAt", notNullValue());
    given().spec(world.client()).delete("/v1/signing-pages/" + id).then().statusCode(204);
    String page = path(opened.getHeader("Location"));
    given()
        .cookies(opened.getCookies())
        .get(page)
        .then()
        .statusCode(410)
        .body(containsString("href=\"" + back + "\""));
    given()
        .get(page)
        .then()
        .statusCode(410)
        .body(not(containsString(back)))
        .body(containsString("bara i den webbläsare eller app där länken öppnades"));
  }

  @Test
  void tabsAreToldOfChangesUpToABoundAndUntilThePageIsTakenBack() throws Exception {
    Response created = create(Map.of());
    Response opened = open(door(created.path("url")));
    String events = path(opened.getHeader("Location")) + "/events";
    try (HttpClient browser = HttpClient.newHttpClient()) {
      var tabs = List.of(tab(browser, events, opened), tab(browser, events, opened));
      List<Iterator<String>> told = tabs.stream().map(tab -> tab.body().iterator()).toList();
      told.forEach(SigningPageIT::awaitChoice);
      var oneTooMany = tab(browser, events, opened);

      given().spec(world.client()).delete("/v1/signing-pages/" + created.path("id"));

      assertThat(tabs).extracting(HttpResponse::statusCode).containsOnly(200);
      assertThat(oneTooMany.statusCode()).isEqualTo(409);
      told.forEach(end -> end.forEachRemaining(_ -> {}));
    }
  }

  private static HttpResponse<Stream<String>> tab(
      HttpClient browser, String events, Response opened) throws Exception {
    String cookies =
        opened.getCookies().entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    return browser.send(
        HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + events))
            .header("Cookie", cookies)
            .build(),
        BodyHandlers.ofLines());
  }

  /** Ends when the stream does, too, and then in vain. */
  private static void awaitChoice(Iterator<String> told) {
    while (!told.next().contains("\"step\":\"CHOOSE\"")) {
      // the next line
    }
  }

  @Test
  void anotherTenantsPageAndSubmissionsDoNotExist() {
    String id = create(Map.of()).path("id");
    World stranger = new World(kafka, sealer, Mode.TEST);

    given().spec(stranger.client()).get("/v1/signing-pages/" + id).then().statusCode(404);
    given().spec(stranger.client()).delete("/v1/signing-pages/" + id).then().statusCode(404);
    given()
        .spec(stranger.client())
        .body(body(world.notification(), Map.of()))
        .post("/v1/signing-pages")
        .then()
        .statusCode(404);
  }

  @Test
  void aPageThatNobodyCouldSignOnIsNotMade() {
    var unnamed = body(world.notification(), Map.of());
    unnamed.remove("signerPersonalNumber");
    refused(unnamed, "missing", "#/signerPersonalNumber");

    signers("REGISTERED", List.of(TestPersons.FOURTH));
    refused(body(world.notification(), Map.of()), "not-registered", "#/signerPersonalNumber");
    given().spec(world.client()).body(unnamed).post("/v1/signing-pages").then().statusCode(201);
    signers("REGISTERED", List.of());
    refused(unnamed, "nobody-registered", "#/role");
  }

  @Test
  void anAssistantSignsOnAPageOfTheirOwn() {
    var several =
        body(
            world.timeReport(),
            Map.of("role", "ASSISTENT", "signerPersonalNumber", TestPersons.ASSISTANT));
    given().spec(world.client()).body(several).post("/v1/signing-pages").then().statusCode(201);

    several.put("signerPersonalNumber", TestPersons.FOURTH);
    refused(several, "not-the-assistant", "#/signerPersonalNumber");

    several.remove("signerPersonalNumber");
    several.put(
        "submissionIds",
        List.of(
            world.timeReport().submissionId().value(),
            world.timeReportOf(TestPersons.FOURTH).submissionId().value()));
    refused(several, "not-one-assistant", "#/submissionIds");
    several.put("submissionIds", List.of(world.timeReportOfACoordinated().submissionId().value()));
    refused(several, "assistant-cannot-sign", "#/submissionIds/0");
  }

  private void refused(Map<String, Object> body, String code, String pointer) {
    given()
        .spec(world.client())
        .body(body)
        .post("/v1/signing-pages")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem(code))
        .body("errors.pointer", hasItem(pointer));
  }

  private void signers(String rule, List<String> people) {
    String tag = given().spec(world.client()).get("/v1/signers").then().extract().header("ETag");
    given()
        .spec(world.client())
        .header("If-Match", tag)
        .body(Map.of("rule", rule, "personalNumbers", people))
        .put("/v1/signers")
        .then()
        .statusCode(200);
  }

  @Test
  void anAddressThatAPersonCannotBeSentToIsRefused() {
    for (String address :
        List.of("javascript:alert(1)", "http://vendor.example/", "https://u@vendor.example/")) {
      create(Map.of("returnUrl", address))
          .then()
          .statusCode(422)
          .body("errors.pointer", hasItem("#/returnUrl"));
    }
  }

  private Response create(Map<String, ?> more) {
    return given()
        .spec(world.client())
        .body(body(world.notification(), more))
        .post("/v1/signing-pages");
  }

  private static Map<String, Object> body(SubmissionRef ref, Map<String, ?> more) {
    var body = new HashMap<String, Object>();
    body.put("submissionIds", List.of(ref.submissionId().value()));
    body.put("role", "ANORDNARE");
    body.put("signerPersonalNumber", TestPersons.PROVIDER_SIGNER);
    body.putAll(more);
    return body;
  }

  private static Response open(String door) {
    return given().redirects().follow(false).header("Sec-Fetch-Site", "same-origin").post(door);
  }

  private static String door(String url) {
    return path(url);
  }

  private static String path(String url) {
    return java.net.URI.create(url).getPath();
  }
}
