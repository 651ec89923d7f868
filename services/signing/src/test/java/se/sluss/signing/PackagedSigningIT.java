package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;
import se.sluss.testsupport.RealInfrastructure;

/** The room as it is packaged: the jar, or the native executable where one is built. */
@QuarkusIntegrationTest
@WithTestResource(
    value = RealInfrastructure.class,
    scope = TestResourceScope.GLOBAL,
    initArgs = @ResourceArg(name = "room", value = "signing"))
@WithTestResource(value = BankIdResource.class, scope = TestResourceScope.GLOBAL)
class PackagedSigningIT {
  @Test
  void isReadyWithBankIdsCertificatesAndServesItsContract() {
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/openapi").then().statusCode(200).body(containsString("openapi: 3.1"));
  }

  @Test
  void anUnknownLinkGetsAPageWithItsStyleAndScript() {
    given()
        .get("/sign/" + "A".repeat(43))
        .then()
        .statusCode(410)
        .body(containsString("signing-assets"));
    for (String asset : new String[] {"page.css", "page.js", "icon.svg"}) {
      given().get("/signing-assets/" + asset).then().statusCode(200);
    }
  }

  @Test
  void aStrangerGetsAProblem() {
    given()
        .header("Authorization", "Bearer sluss_tk_unknown")
        .get("/v1/signing-orders/ord_00000000-0000-7000-8000-000000000000")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }
}
