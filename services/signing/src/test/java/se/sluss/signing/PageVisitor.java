package se.sluss.signing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import se.sluss.model.event.SubmissionRef;
import se.sluss.testsupport.TestPersons;

/** A browser that went on from the link of a signing page, as the provider's signer. */
final class PageVisitor {
  private final World world;
  private final String id;
  private final String page;
  private final Map<String, String> cookies;

  private PageVisitor(World world, Response created) {
    this.world = world;
    this.id = created.path("id");
    Response opened = post(URI.create(created.path("url")).getPath(), Map.of());
    this.page = URI.create(opened.getHeader("Location")).getPath();
    this.cookies = opened.getCookies();
  }

  /**
   * A page of its own.
   *
   * @param more members of the request, beside those that each has
   */
  static PageVisitor on(World world, List<SubmissionRef> refs, Map<String, ?> more) {
    Map<String, Object> body = OrderDesk.body(refs, "ANORDNARE", TestPersons.PROVIDER_SIGNER);
    body.remove("endUserIp");
    body.putAll(more);
    Response created = given().spec(world.client()).body(body).post("/v1/signing-pages");
    created.then().statusCode(201);
    return new PageVisitor(world, created);
  }

  /** Presses the button that opens an order; answers its identifier. */
  String order() {
    press().then().statusCode(303);
    return given().spec(world.client()).get("/v1/signing-pages/" + id).path("orderId");
  }

  /** Presses the button, whatever comes of it. */
  Response press() {
    return post(page + "/order", cookies);
  }

  /** Where the page is. */
  String address() {
    return page;
  }

  /** What the page shows. */
  String sees() {
    return given().cookies(cookies).get(page).then().statusCode(200).extract().asString();
  }

  /** What it shows of one document. */
  String reads(SubmissionRef ref) {
    return given()
        .cookies(cookies)
        .get(page + "/documents/" + ref.submissionId())
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static Response post(String address, Map<String, String> cookies) {
    return given()
        .redirects()
        .follow(false)
        .header("Sec-Fetch-Site", "same-origin")
        .cookies(cookies)
        .post(address);
  }
}
