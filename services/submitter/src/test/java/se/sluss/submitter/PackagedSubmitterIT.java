package se.sluss.submitter;

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
    initArgs = @ResourceArg(name = "room", value = "submitter"))
class PackagedSubmitterIT {
  @Test
  void isReadyWithItsTablesAndServesItsContract() {
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/openapi").then().statusCode(200).body(containsString("openapi: 3.1"));
  }

  @Test
  void tellsTheOperatorOfItsLanes() {
    given()
        .header("Authorization", "Bearer " + RealInfrastructure.ADMIN_KEY)
        .get("/v1/lanes")
        .then()
        .statusCode(200)
        .contentType("application/json");
  }

  @Test
  void aStrangerGetsAProblem() {
    given().get("/v1/lanes").then().statusCode(401).contentType("application/problem+json");
  }
}
