package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.intake.Contract;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.testsupport.TestPersons;

/** Every operation that takes the header Idempotency-Key needs it, and repeats its answer. */
@IntakeTest
class RepeatableOperationsIT {
  /** They create and send nothing, or come to the same however often they are asked for. */
  private static final Set<String> REPEATABLE_BY_THEMSELVES =
      Set.of(
          "suspendTenant",
          "resumeTenant",
          "closeTenant",
          "revokeClient",
          "validateDocument",
          "cancelSubmission",
          "getPersonKey");

  private Customer customer;
  private byte[] document;

  @BeforeEach
  void aDocumentToHandIn() {
    customer = Customer.inTestMode();
    document = customer.timeReport(UUID.randomUUID());
  }

  @Test
  void everyPostThatCreatesOrSendsTakesAKey() {
    Set<String> without = new TreeSet<>();
    for (JsonNode post : Contract.CHECKED.tree().path("paths").findValues("post")) {
      if (post.path("parameters").findValuesAsText("$ref").stream()
          .noneMatch(reference -> reference.endsWith("/IdempotencyKey"))) {
        without.add(post.path("operationId").asText());
      }
    }

    assertThat(without).isEqualTo(new TreeSet<>(REPEATABLE_BY_THEMSELVES));
  }

  @ParameterizedTest
  @MethodSource("operationsWithAKey")
  void aRequestWithoutAKeyIsRefused(String operation) {
    request(operation)
        .apply(Map.of())
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency-key-missing"));
  }

  @ParameterizedTest
  @MethodSource("operationsWithAKey")
  void aRepeatedRequestGetsTheStoredAnswerToTheByte(String operation) {
    Function<Map<String, String>, Response> request = request(operation);
    Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    Response first = request.apply(key);
    first.then().statusCode(equalTo(successOf(operation)));
    first.then().header("Idempotent-Replayed", nullValue());

    Response second = request.apply(key);

    second
        .then()
        .statusCode(first.statusCode())
        .contentType(first.contentType())
        .header("Idempotent-Replayed", "true")
        .header("Location", equalTo(first.header("Location")))
        .header("Sluss-Request-Id", not(first.header("Sluss-Request-Id")));
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
  }

  /** Every operation that takes the header. */
  static Stream<String> operationsWithAKey() {
    return Contract.CHECKED.tree().path("paths").findValues("post").stream()
        .map(post -> post.path("operationId").asText())
        .filter(name -> !REPEATABLE_BY_THEMSELVES.contains(name));
  }

  /** A good request of each operation that takes a key; what it is given are its headers. */
  private Function<Map<String, String>, Response> request(String operation) {
    return switch (operation) {
      case "registerVendor" -> operators("/v1/vendors", Map.of("name", "Omsorgssystem AB"));
      case "registerTenant" ->
          operators(
              "/v1/tenants",
              Map.of(
                  "vendorId",
                  customer.vendorId(),
                  "name",
                  "Provassistans i Piteå AB",
                  "organisationNumber",
                  TestPersons.organisationNumber(9_999)));
      case "registerClient" -> operators("/v1/clients", client());
      case "rotateClientKey" -> operators("/v1/clients/" + register() + "/rotate", Map.of());
      case "handIn" ->
          headers -> clients("application/xml", document, headers).post("/v1/submissions");
      case "handInBatch" -> {
        JsonNode one = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
        byte[] body = ("{\"documents\": [" + one + "]}").getBytes(StandardCharsets.UTF_8);
        yield headers -> clients("application/json", body, headers).post("/v1/submission-batches");
      }
      default -> throw new AssertionError("There is no request of " + operation + " here");
    };
  }

  private static int successOf(String operation) {
    return operation.startsWith("handIn") ? 202 : 201;
  }

  private static Function<Map<String, String>, Response> operators(
      String path, Map<String, ?> body) {
    return headers -> Customer.administrator().headers(headers).body(body).post(path);
  }

  private RequestSpecification clients(String type, byte[] body, Map<String, String> headers) {
    return customer.call().headers(headers).contentType(type).body(body);
  }

  private Map<String, Object> client() {
    return Map.of(
        "vendorId",
        customer.vendorId(),
        "tenantId",
        customer.tenantId(),
        "mode",
        "test",
        "name",
        "a client",
        "scopes",
        List.of("submissions:read"));
  }

  /** The identifier of another client. */
  private String register() {
    return operators("/v1/clients", client())
        .apply(Map.of("Idempotency-Key", UUID.randomUUID().toString()))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
