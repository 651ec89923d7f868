package se.sluss.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.sluss.testsupport.RealInfrastructure;

/** The room as it is packaged: the jar, or the native executable where one is built. */
@QuarkusIntegrationTest
@WithTestResource(
    value = RealInfrastructure.class,
    scope = TestResourceScope.GLOBAL,
    initArgs = @ResourceArg(name = "room", value = "intake"))
class PackagedIntakeIT {
  @Test
  void isReadyWithItsTablesAndServesItsContract() {
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/openapi").then().statusCode(200).body(containsString("openapi: 3.1"));
  }

  @Test
  void takesInWhatFitsItsSchemaAndShowsIt() {
    Customer customer = Customer.inTestMode();
    for (byte[] document :
        new byte[][] {
          customer.notification(UUID.randomUUID()), customer.timeReport(UUID.randomUUID())
        }) {
      String id = customer.handIn(document).then().statusCode(202).extract().path("id");

      assertThat(customer.status(id).then().statusCode(200).extract().<String>path("state"))
          .isEqualTo("ACCEPTED");
    }
  }

  @Test
  void saysWhatIsWrongWithADocument() {
    Customer customer = Customer.inTestMode();

    customer
        .handIn("<a xmlns=\"urn:nothing\"/>".getBytes())
        .then()
        .statusCode(422)
        .contentType("application/problem+json");
  }

  @Test
  void metricsAreThere() {
    given().get("/q/metrics").then().statusCode(200).body(containsString("sluss_outbox"));
  }
}
