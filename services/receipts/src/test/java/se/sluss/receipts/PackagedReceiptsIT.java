package se.sluss.receipts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Evidenced;
import se.sluss.receipts.support.Packages;
import se.sluss.receipts.support.Rooms;
import se.sluss.testsupport.RealInfrastructure;

/** The room as it is packaged: the jar, or the native executable where one is built. */
@QuarkusIntegrationTest
@WithTestResource(
    value = RealInfrastructure.class,
    scope = TestResourceScope.GLOBAL,
    initArgs = @ResourceArg(name = "room", value = "receipts"))
@TestProfile(PackagedReceiptsIT.HeadsOften.class)
class PackagedReceiptsIT {
  /** A package can be fetched once a head of the log covers it. */
  public static final class HeadsOften implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("sluss.receipts.evidence.tree-head-every", "PT0.2S");
    }
  }

  @Test
  void isReadyWithItsTablesAndServesItsContract() {
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/openapi").then().statusCode(200).body(containsString("openapi: 3.1"));
  }

  @Test
  void publishesTheKeyThatItSignsWith() {
    given().get("/evidence-log/keys").then().statusCode(200).body(containsString("P-256"));
  }

  /** Fonts and their libraries are what a native executable has beside it, or not at all. */
  @Test
  void makesEvidenceWithItsPageAsPdf() throws IOException {
    try (var rooms = new Rooms()) {
      Caller owner = Caller.tenant(rooms);
      Evidenced report = new Evidenced(owner);
      report.tellTheWay(rooms);
      rooms.tell(report.received());

      byte[] pdf = Packages.evidence(owner, report.ref()).get("receipt.pdf");

      assertThat(Packages.words(pdf).getFirst())
          .startsWith("Försäkringskassan har tagit emot handlingen");
    }
  }

  @Test
  void aStrangerGetsAProblem() {
    given().get("/v1/receipts").then().statusCode(401).contentType("application/problem+json");
  }
}
