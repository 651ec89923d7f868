package se.sluss.intake;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import se.sluss.model.id.TenantId;
import se.sluss.testsupport.RealInfrastructure;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** A tenant with a key of its own, of a vendor that nobody else uses. */
public record Customer(String vendorId, String tenantId, String organisationNumber, String key) {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** A tenant of a new vendor, with a key for test mode. */
  public static Customer inTestMode() {
    return ofVendor(register("vendors", Map.of("name", "Omsorgssystem AB")), "test");
  }

  /** A tenant with this organisation number, of a new vendor, with a key for test mode. */
  public static Customer ofNewVendor(String organisationNumber) {
    return ofVendor(
        register("vendors", Map.of("name", "Omsorgssystem AB")), "test", organisationNumber);
  }

  public static Customer ofVendor(String vendorId, String mode) {
    return ofVendor(vendorId, mode, TestPersons.organisationNumber(NUMBERS.incrementAndGet()));
  }

  private static Customer ofVendor(String vendorId, String mode, String number) {
    String tenant =
        register(
            "tenants",
            Map.of(
                "vendorId",
                vendorId,
                "name",
                "Provassistans i Umeå AB",
                "organisationNumber",
                number));
    return new Customer(vendorId, tenant, number, newKey(vendorId, tenant, mode));
  }

  /** Another key of the same tenant. */
  public Customer inMode(String mode) {
    return new Customer(vendorId, tenantId, organisationNumber, newKey(vendorId, tenantId, mode));
  }

  /** Another key of the same tenant, in test mode, that may do this alone. */
  public Customer withScopes(String... scopes) {
    return new Customer(
        vendorId, tenantId, organisationNumber, newKey(vendorId, tenantId, "test", scopes));
  }

  /** A key of the vendor, for all of its tenants. */
  public String vendorKey() {
    return newKey(vendorId, "", "test");
  }

  public static RequestSpecification administrator() {
    return given()
        .filter(Contract.CHECKED)
        .header("Authorization", "Bearer " + RealInfrastructure.ADMIN_KEY)
        .contentType("application/json");
  }

  public RequestSpecification call() {
    return given().filter(Contract.CHECKED).header("Authorization", "Bearer " + key);
  }

  public byte[] timeReport(UUID id) {
    return TestDocuments.timeReport(id, organisationNumber);
  }

  public byte[] notification(UUID id) {
    return TestDocuments.notification(id, organisationNumber);
  }

  public Response handIn(byte[] document) {
    return handIn(document, UUID.randomUUID().toString());
  }

  public Response handIn(byte[] document, String idempotencyKey) {
    return call()
        .header("Idempotency-Key", idempotencyKey)
        .contentType("application/xml")
        .body(document)
        .post("/v1/submissions");
  }

  /** With a date by which the authority must have it. */
  public Response handIn(byte[] document, String idempotencyKey, String neededBy) {
    return call()
        .header("Idempotency-Key", idempotencyKey)
        .queryParam("neededBy", neededBy)
        .contentType("application/xml")
        .body(document)
        .post("/v1/submissions");
  }

  /** As JSON, under a key of its own. */
  public Response handIn(JsonNode json) {
    return handIn(json, UUID.randomUUID().toString());
  }

  public Response handIn(JsonNode json, String idempotencyKey) {
    return call()
        .header("Idempotency-Key", idempotencyKey)
        .contentType("application/json")
        .body(json.toString().getBytes(StandardCharsets.UTF_8))
        .post("/v1/submissions");
  }

  /** What would be said of it. */
  public Response validate(byte[] xml) {
    return call().contentType("application/xml").body(xml).post("/v1/submissions/validate");
  }

  /** What would be said of it. */
  public Response validate(JsonNode json) {
    return call()
        .contentType("application/json")
        .body(json.toString().getBytes(StandardCharsets.UTF_8))
        .post("/v1/submissions/validate");
  }

  public Response status(String submissionId) {
    return call().get("/v1/submissions/" + submissionId);
  }

  public TenantId tenant() {
    return TenantId.of(tenantId);
  }

  private static String newKey(String vendorId, String tenantId, String mode, String... scopes) {
    return newClient(vendorId, tenantId, mode, scopes).then().statusCode(201).extract().path("key");
  }

  /** What is answered to whoever makes one, for all of the vendor's tenants if none is named. */
  public static Response newClient(
      String vendorId, String tenantId, String mode, String... scopes) {
    var request = new HashMap<String, Object>();
    request.put("vendorId", vendorId);
    request.put("mode", mode);
    request.put("name", "a client");
    if (!tenantId.isEmpty()) {
      request.put("tenantId", tenantId);
    }
    if (scopes.length > 0) {
      request.put("scopes", scopes);
    }
    return post("clients", request);
  }

  private static String register(String what, Map<String, Object> request) {
    return post(what, request).then().statusCode(201).extract().path("id");
  }

  private static Response post(String what, Map<String, Object> request) {
    return administrator()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(request)
        .post("/v1/" + what);
  }
}
