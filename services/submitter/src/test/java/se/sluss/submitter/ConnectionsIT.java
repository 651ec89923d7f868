package se.sluss.submitter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.Sealer;
import se.sluss.testsupport.RealInfrastructure;
import se.sluss.testsupport.TestServers;

@SubmitterTest
class ConnectionsIT {
  private static final String CLOSED = "https://localhost:1/shs2/FK.ASE.Tidredovisning";

  @Inject Sealer sealer;

  private Vendor vendor;

  @BeforeEach
  void newVendor() {
    vendor = new Vendor(sealer);
  }

  @Test
  void registeredConnectionIsShownWithoutItsSecretsAndStoredSealed() throws Exception {
    Map<String, Object> form = vendor.form(Service.ELT, CLOSED, "PT1S");
    String body = Vendor.register(form).statusCode(201).extract().asString();
    String id = JsonPath.from(body).getString("id");

    String shown =
        admin()
            .get("/v1/connections/" + id)
            .then()
            .statusCode(200)
            .body("agreedInterval", equalTo("PT1S"))
            .body("guard", equalTo("PT0.05S"))
            .extract()
            .asString();
    admin().get("/v1/connections").then().statusCode(200).body("data.id", hasItem(id));
    admin()
        .get("/v1/lanes/" + id)
        .then()
        .body("state", equalTo("RUNNING"))
        .body("agreedInterval", equalTo("PT1S"))
        .body("intervalInForce", equalTo("PT1S"))
        .body("guard", equalTo("PT0.05S"));

    assertThat(body + shown)
        .doesNotContain((String) form.get("keyStorePassword"))
        .doesNotContain(((String) form.get("keyStore")).substring(0, 40));
    assertThat(storedPassword(id)).doesNotContain((String) form.get("keyStorePassword"));
  }

  @Test
  void secondActiveConnectionOfAKindIsAConflict() {
    Vendor.register(vendor.form(Service.ELT, CLOSED, "PT1S")).statusCode(201);

    Vendor.register(vendor.form(Service.ELT, CLOSED, "PT1S"))
        .statusCode(409)
        .body("code", equalTo("state-conflict"));
    Vendor.register(
            vendor.form(
                Service.E_IOA, "https://localhost:1/shs2/FK.EIOA.AnmalanArbetsgivare", "PT1S"))
        .statusCode(201);
  }

  @Test
  void unusableConnectionIsRefusedWithAllItsFaults() {
    Map<String, Object> form = vendor.form(Service.ELT, "http://localhost/x", "soon");
    form.put("keyStorePassword", "wrong");

    Vendor.register(form)
        .statusCode(422)
        .body("code", equalTo("validation-failed"))
        .body("errors.pointer", hasItems("#/address", "#/agreedInterval", "#/keyStore"))
        .body("errors.detail", not(hasItem("wrong")));
  }

  @Test
  void vendorRegistersItsOwnAndNobodyElses() {
    String key = Callers.key(vendor, Optional.empty(), Mode.TEST, Set.of("connections:write"));
    String tenants =
        Callers.keyOf(vendor, Callers.known(vendor, Callers.keyOf(vendor), vendor.tenant()));
    Map<String, Object> form = vendor.form(Service.ELT, CLOSED, "PT1S");
    Map<String, Object> others = new LinkedHashMap<>(form);
    others.put("vendorId", VendorId.next().value());
    others.put("mode", "live");
    others.put("agreedInterval", "PT0.9S");
    others.put("address", CLOSED.replace("localhost", "127.0.0.1"));

    register(key, others)
        .statusCode(422)
        .body("errors.pointer", contains("#/vendorId", "#/mode", "#/address", "#/agreedInterval"));
    register(tenants, form).statusCode(403);
    form.remove("vendorId");
    form.remove("mode");
    register(key, form)
        .statusCode(201)
        .body("vendorId", equalTo(vendor.id().value()))
        .body("mode", equalTo("test"));
    register(key, form).statusCode(409);
  }

  private static ValidatableResponse register(String key, Map<String, Object> form) {
    return Callers.with(key)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(form)
        .post("/v1/connections")
        .then();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null"})
  void aRequestThatSaysNothingIsToldWhatItLacks(String body) {
    admin()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(body)
        .post("/v1/connections")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("#/service"));
  }

  @Test
  void nobodyUnknownRegistersAndOnlyTheOperatorResumes() {
    given()
        .contentType("application/json")
        .body("{}")
        .post("/v1/connections")
        .then()
        .statusCode(401);
    given().post("/v1/lanes/con_01m80vefadev3a3qgbxszavd4s/resume").then().statusCode(401);
    given().get("/v1/lanes").then().statusCode(401);
    admin().post("/v1/lanes/con_01m80vefadev3a3qgbxszavd4s/resume").then().statusCode(404);
  }

  private static String storedPassword(String id) throws Exception {
    try (var database = TestServers.running(false).superuser();
        var query =
            database.prepareStatement(
                "SELECT encode(sealed_password, 'escape') FROM submitter.certificate WHERE"
                    + " connection_id = ?")) {
      query.setString(1, id);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2(RealInfrastructure.ADMIN_KEY);
  }
}
