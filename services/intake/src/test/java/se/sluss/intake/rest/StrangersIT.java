package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Contract;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.intake.StatementLog;
import se.sluss.model.id.BatchId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;

/** For every operation on one thing: what is another's answers exactly as what is not there. */
@IntakeTest
class StrangersIT {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final int TRIES = 20;

  private Customer owner;
  private String submission;
  private String batch;

  @BeforeEach
  void aSubmissionAndABatch() {
    owner = Customer.inTestMode();
    ObjectNode documents =
        JsonDocuments.notification(UUID.randomUUID(), owner.organisationNumber());
    ObjectNode request = documents.objectNode();
    request.putArray("documents").add(documents);
    Response answer =
        owner
            .call()
            .header("Idempotency-Key", "k")
            .contentType("application/json")
            .body(request.toString())
            .post("/v1/submission-batches");
    batch = answer.path("id");
    submission = answer.path("results[0].submissionId");
  }

  @Test
  void everyOperationOnOneThingHasTheSameWall() {
    List<String> operations = operationsOnOneThing();
    assertThat(operations).hasSizeGreaterThanOrEqualTo(4);
    for (String operation : operations) {
      Map<String, Object> none = answer(owner, operation, missing(operation));
      assertThat(none.get("status")).as(operation).isEqualTo(404);
      for (Customer other : others(operation)) {
        assertThat(answer(other, operation, there(operation))).as(operation).isEqualTo(none);
      }
    }
    owner.status(submission).then().statusCode(200);
  }

  /** So that no time that it takes tells them apart. */
  @Test
  void anothersIsLookedForByTheSameStatementsAsWhatIsNotThere() {
    try (StatementLog log = StatementLog.open()) {
      for (String operation : operationsOnOneThing()) {
        for (Customer other : others(operation)) {
          String table = isOnATenant(operation) ? "tenant" : "submission";
          List<String> none = log.during(() -> answer(other, operation, missing(operation)), table);
          assertThat(none).as(operation).isNotEmpty();
          assertThat(log.during(() -> answer(other, operation, there(operation)), table))
              .as(operation)
              .isEqualTo(none);
        }
      }
    }
  }

  /** And where a row is read all the same before it is kept back, the answer waits for a tick. */
  @Test
  void whatIsNotThereAndWhatIsAnothersWaitForATick() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String operation : operationsOnOneThing()) {
        assertThat(shortest(client, owner, operation, missing(operation)))
            .as(operation)
            .isGreaterThanOrEqualTo(TICK);
        for (Customer other : others(operation)) {
          assertThat(shortest(client, other, operation, there(operation)))
              .as(operation)
              .isGreaterThanOrEqualTo(TICK);
        }
      }
    }
  }

  @Test
  void anothersBatchNarrowsAListAsOneThatIsNotThere() {
    for (Customer other : others()) {
      Map<String, Object> none = submissionsOf(other, BatchId.next().value());
      assertThat(none).containsEntry("data", List.of());
      assertThat(submissionsOf(other, batch)).isEqualTo(none);
    }
  }

  @Test
  void anothersTenantIsActedForAsOneThatIsNotThere() {
    Customer stranger = Customer.inTestMode();
    String key = stranger.vendorKey();
    Map<String, Object> none = submissionsFor(TenantId.next().value(), key);

    assertThat(none).containsEntry("status", 404);
    assertThat(submissionsFor(owner.tenantId(), key)).isEqualTo(none);
    assertThat(submissionsFor(stranger.tenantId(), key)).containsKey("data");
  }

  /** What a stranger is told, as fast as ever in many tries. */
  private static Duration shortest(
      HttpClient client, Customer caller, String operation, String id) {
    String[] parts = operation.split(" ");
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d%s"
                        .formatted(RestAssured.port, parts[1].replace("{id}", id))))
            .method(parts[0].toUpperCase(Locale.ROOT), BodyPublishers.noBody())
            .header("Authorization", "Bearer " + caller.key())
            .build();
    return Stream.generate(() -> took(client, request))
        .limit(TRIES)
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private static Duration took(HttpClient client, HttpRequest request) {
    try {
      long before = System.nanoTime();
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
      return Duration.ofNanos(System.nanoTime() - before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> submissionsOf(Customer caller, String batch) {
    return plain(caller.call().queryParam("batch", batch).get("/v1/submissions"));
  }

  private static Map<String, Object> submissionsFor(String tenant, String key) {
    Customer vendor = new Customer("", tenant, "", key);
    return plain(vendor.call().header("Sluss-Tenant", tenant).get("/v1/submissions"));
  }

  /** Of another tenant, of another vendor, and of the other mode. */
  private List<Customer> others() {
    return List.of(
        Customer.ofVendor(owner.vendorId(), "test"), Customer.inTestMode(), owner.inMode("live"));
  }

  /** A tenant is of no mode. */
  private List<Customer> others(String operation) {
    return isOnATenant(operation) ? others().subList(0, 2) : others();
  }

  private static boolean isOnATenant(String operation) {
    return operation.contains("/v1/tenants/");
  }

  private String there(String operation) {
    if (isOnATenant(operation)) {
      return owner.tenantId();
    }
    return operation.contains("batches") ? batch : submission;
  }

  private static String missing(String operation) {
    if (isOnATenant(operation)) {
      return TenantId.next().value();
    }
    return operation.contains("batches") ? BatchId.next().value() : SubmissionId.next().value();
  }

  /** The answer without what tells requests apart. */
  private static Map<String, Object> answer(Customer caller, String operation, String id) {
    String[] parts = operation.split(" ");
    return plain(
        caller.call().request(parts[0].toUpperCase(Locale.ROOT), parts[1].replace("{id}", id)));
  }

  private static Map<String, Object> plain(Response answer) {
    Map<String, Object> body = answer.jsonPath().getMap("");
    body.remove("instance");
    body.put("media type", answer.contentType());
    return body;
  }

  private static List<String> operationsOnOneThing() {
    var operations = new ArrayList<String>();
    Contract.CHECKED
        .tree()
        .path("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getKey().contains("{id}")) {
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (isForClients(operation.getValue())) {
                            operations.add(operation.getKey() + " " + path.getKey());
                          }
                        });
              }
            });
    return operations;
  }

  /** All others are the operator's, who owns nothing and sees all. */
  private static boolean isForClients(JsonNode operation) {
    return !operation.path("security").path(0).path("key").path(0).asText().equals("administrator");
  }
}
