package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.testsupport.TestPersons;

/** Who may sign for a provider: whom the vendor names, or only those whom the tenant registered. */
@SigningTest
class SignersIT {
  @Inject OrderDesks desks;

  private World world;
  private OrderDesk desk;

  @BeforeEach
  void freshTenant() {
    desk = desks.fresh();
    world = desk.world();
  }

  @Test
  void untilATenantSaysOtherwiseTheVendorVouches() {
    signers().body("rule", equalTo("VOUCHED")).body("personalNumbers", empty());

    open(world.notification(), TestPersons.THIRD).statusCode(202);
    open(world.notification(), null)
        .statusCode(422)
        .body("errors.pointer", hasItem("#/signerPersonalNumber"));
  }

  @Test
  void whoIsNotRegisteredCannotBeVouchedFor() {
    register(TestPersons.PROVIDER_SIGNER).statusCode(200);

    open(world.notification(), TestPersons.THIRD)
        .statusCode(422)
        .body("errors.code", hasItem("not-registered"));
    open(world.notification(), TestPersons.PROVIDER_SIGNER).statusCode(202);
  }

  @Test
  void anyOneOfThoseRegisteredSignsAnOrderThatNamesNobody() {
    register(TestPersons.PROVIDER_SIGNER, TestPersons.THIRD).statusCode(200);
    String order = open(world.notification(), null).statusCode(202).extract().path("id");

    sign(order, TestPersons.THIRD);

    desk.awaitStatus(order, "COMPLETED");
  }

  @Test
  void aStrangersSignatureFailsTheOrderWithItsReasonAndTheDocumentIsSignedAgain() {
    register(TestPersons.PROVIDER_SIGNER, TestPersons.THIRD).statusCode(200);
    SubmissionRef ref = world.notification();
    String order = open(ref, null).statusCode(202).extract().path("id");

    sign(order, TestPersons.ASSISTANT);

    desk.awaitStatus(order, "FAILED");
    desk.get(order)
        .body("reason", equalTo("signatureRefused.PERSON"))
        .body("message.code", equalTo("WRONG_PERSON"));
    String again = open(ref, null).statusCode(202).extract().path("id");
    sign(again, TestPersons.PROVIDER_SIGNER);
    desk.awaitStatus(again, "COMPLETED");
  }

  @Test
  void whereOnePersonCanSignABankIdThatDoesNotFitMayBeSomebodyElses() {
    String order =
        open(world.notification(), TestPersons.PROVIDER_SIGNER)
            .statusCode(202)
            .extract()
            .path("id");

    sign(order, TestPersons.THIRD);

    desk.awaitStatus(order, "FAILED");
    desk.get(order)
        .body("reason", equalTo("certificateErr"))
        .body("message.code", equalTo("RFA16"))
        .body("message.sv", containsString("någon annan än den som ska skriva under"))
        .body("message.en", containsString("somebody else than who is to sign"));
  }

  @Test
  void wherePeopleMustBeRegisteredAndNobodyIsNobodySigns() {
    register().statusCode(200);

    open(world.notification(), null)
        .statusCode(422)
        .body("errors.code", hasItem("nobody-registered"));
  }

  @Test
  void nobodySignsForATenantThatIsSuspendedWhoeverAsks() {
    SubmissionRef ref = world.notification();
    String open = open(world.notification(), TestPersons.THIRD).extract().path("id");
    RequestSpecification vendor = world.vendorsClient();
    world.suspend();

    Map<String, Object> body = new HashMap<>();
    body.put("submissionIds", List.of(ref.submissionId().value()));
    body.put("role", "ANORDNARE");
    body.put("signerPersonalNumber", TestPersons.THIRD);
    suspended(given().spec(vendor).body(body).post("/v1/signing-pages").then());
    body.put("endUserIp", "127.0.0.1");
    suspended(given().spec(vendor).body(body).post("/v1/signing-orders").then());
    suspended(given().spec(vendor).post("/v1/signing-orders/" + open + "/cancel").then());
  }

  private static void suspended(ValidatableResponse answer) {
    answer.statusCode(403).body("code", equalTo("tenant-suspended"));
  }

  @Test
  void aRuleIsReadBeforeItIsChanged() {
    put("\"7\"", Map.of("rule", "REGISTERED")).statusCode(412);
    given()
        .spec(world.client())
        .body(Map.of("rule", "REGISTERED"))
        .put("/v1/signers")
        .then()
        .statusCode(428);
    put("\"0\"", Map.of("rule", "ANYBODY"))
        .statusCode(422)
        .body("errors.pointer", contains("#/rule"));
    put("\"0\"", Map.of("rule", "REGISTERED", "personalNumbers", List.of("199001012384")))
        .statusCode(422)
        .body("errors.pointer", contains("#/personalNumbers/0"));
    register(TestPersons.PROVIDER_SIGNER).header("ETag", equalTo("\"1\""));
    signers().body("personalNumbers", contains(TestPersons.PROVIDER_SIGNER));
    given()
        .spec(world.inMode(Mode.LIVE).client())
        .get("/v1/signers")
        .then()
        .body("personalNumbers", empty());
  }

  private ValidatableResponse register(String... people) {
    String tag = signers().extract().header("ETag");
    return put(tag, Map.of("rule", "REGISTERED", "personalNumbers", List.of(people)));
  }

  private ValidatableResponse put(String tag, Map<String, Object> body) {
    return given()
        .spec(world.client())
        .header("If-Match", tag)
        .body(body)
        .put("/v1/signers")
        .then();
  }

  private ValidatableResponse signers() {
    return given().spec(world.client()).get("/v1/signers").then().statusCode(200);
  }

  private ValidatableResponse open(SubmissionRef ref, String signer) {
    return given()
        .spec(world.client())
        .body(OrderDesk.body(List.of(ref), "ANORDNARE", signer))
        .post("/v1/signing-orders")
        .then();
  }

  private void sign(String order, String person) {
    desk.awaitStatus(order, "PENDING");
    desk.sign(order, person);
  }
}
