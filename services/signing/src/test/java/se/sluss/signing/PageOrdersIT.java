package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionRef;
import se.sluss.testsupport.TestPersons;

/** The orders that people open from the hosted page, and what they are told of them. */
@SigningTest
class PageOrdersIT {
  @Inject OrderDesks desks;

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
  void whatTheVendorAsksOfBankIdHoldsForThePagesOrders() {
    Map<String, ?> low = Map.of("requirement", Map.of("risk", "low"));
    moderateRisk();
    String refused = PageVisitor.on(world, List.of(world.notification()), low).order();
    desk.awaitStatus(refused, "FAILED");
    desk.get(refused).body("reason", equalTo("transactionRiskBlocked"));

    moderateRisk();
    String told =
        PageVisitor.on(world, List.of(world.notification()), Map.of("returnRisk", true)).order();
    desk.awaitStatus(told, "COMPLETED");
    desk.get(told).body("parts[0].risk", equalTo("moderate"));

    moderateRisk();
    String silent = PageVisitor.on(world, List.of(world.notification()), Map.of()).order();
    desk.awaitStatus(silent, "COMPLETED");
    desk.get(silent).body("parts[0].risk", equalTo(null));
  }

  @Test
  void whatBankIdWouldRefuseIsRefusedWhenThePageIsMade() {
    Map<String, Object> body =
        OrderDesk.body(List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER);
    body.remove("endUserIp");
    body.put("requirement", Map.of("risk", "high", "cardReader", "class3"));

    given()
        .spec(world.client())
        .body(body)
        .post("/v1/signing-pages")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("#/requirement/risk"))
        .body("errors.pointer", hasItem("#/requirement/cardReader"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16"})
  void theOriginalIsShownAsTheTextThatIsSigned(String charset) {
    SubmissionRef ref = world.notificationIn(Charset.forName(charset));

    String shown = PageVisitor.on(world, List.of(ref), Map.of()).reads(ref);

    assertThat(shown)
        .contains("&lt;anordnareNamn&gt;Provassistans i Umeå AB&lt;/anordnareNamn&gt;")
        .contains("encoding=&quot;" + charset + "&quot;");
  }

  @Test
  void whatWasWithdrawnWhileThePersonSignedIsNotCalledSigned() {
    desk.autoSign(false);
    List<SubmissionRef> both = world.notifications(2);
    PageVisitor visitor = PageVisitor.on(world, both, Map.of());
    String order = visitor.order();
    desk.awaitStatus(order, "PENDING");
    withdraw(both.getFirst());

    desk.sign(order, TestPersons.PROVIDER_SIGNER);

    desk.awaitStatus(order, "COMPLETED");
    assertThat(visitor.sees())
        .contains("Handlingen är underskriven.", "Ska inte längre skrivas under")
        .doesNotContain("2 handlingar är underskrivna");
  }

  @Test
  void whereAllWasWithdrawnWhileThePersonSignedNothingIsCalledSigned() {
    desk.autoSign(false);
    SubmissionRef only = world.notification();
    PageVisitor visitor = PageVisitor.on(world, List.of(only), Map.of());
    String order = visitor.order();
    desk.awaitStatus(order, "PENDING");
    withdraw(only);

    desk.sign(order, TestPersons.PROVIDER_SIGNER);

    desk.awaitStatus(order, "COMPLETED");
    assertThat(visitor.sees())
        .contains("Det finns inget att skriva under nu")
        .doesNotContain("underskrivna.", "Nu skickas");
  }

  @Test
  void aProviderWhoIsEarlyIsToldWhomToWaitForAndSignsAfterwards() {
    SubmissionRef report = world.timeReport();
    PageVisitor visitor = PageVisitor.on(world, List.of(report), Map.of());
    assertThat(visitor.sees())
        .contains("Assistenten skriver under först.", "Ladda om sidan</a>")
        .doesNotContain("redan underskrivna");

    String order = desk.open(List.of(report), "ASSISTENT", null).extract().path("id");
    desk.awaitStatus(order, "COMPLETED");

    assertThat(visitor.sees()).contains("Skriv under handlingen").doesNotContain("först.");
  }

  @Test
  void whereTheTenantIsSuspendedThePersonIsNotToldThatTheDocumentsAreWrong() {
    PageVisitor visitor = PageVisitor.on(world, List.of(world.notification()), Map.of());
    world.suspend();

    visitor
        .press()
        .then()
        .statusCode(403)
        .body(containsString("Tjänsten är inte öppen för assistansanordnaren."))
        .body(containsString("href=\"" + visitor.address() + "\""));
  }

  private void withdraw(SubmissionRef ref) {
    world.tell(new SubmissionCancelRequested(ref, world.now()), ref);
    desk.only(ref, SubmissionCancelled.class);
  }

  private void moderateRisk() {
    given()
        .contentType("application/json")
        .body(Map.of("behaviour", "sign", "times", 1, "risk", "moderate"))
        .post(bankId + "/script")
        .then()
        .statusCode(200);
  }
}
