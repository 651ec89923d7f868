package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.model.id.BatchId;
import se.sluss.testsupport.TestPersons;
import se.sluss.testsupport.TestServers;

/** Submissions are found again by lists and their filters. */
@IntakeTest
class FoundAgainIT extends Reports {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aListIsNarrowedByAnyOfItsFilters() {
    String november = handIn(report("2026-11", TestPersons.THIRD).put("reference", "löner & mer"));
    String december = handIn(report("2026-12", TestPersons.THIRD));
    String other = handIn(report("2026-12", TestPersons.FOURTH));
    String notification =
        handIn(JsonDocuments.notification(UUID.randomUUID(), customer.organisationNumber()));
    String person = personKey(TestPersons.ASSISTED);
    String assistant = personKey(TestPersons.THIRD);

    assertThat(list(Map.of("service", "ELT"))).containsExactly(other, december, november);
    assertThat(list(Map.of("service", "E_IOA"))).containsExactly(notification);
    assertThat(list(Map.of("month", "2026-12"))).containsExactly(other, december);
    assertThat(list(Map.of("personKey", person)))
        .containsExactly(notification, other, december, november);
    assertThat(list(Map.of("assistantKey", assistant))).containsExactly(december, november);
    assertThat(list(Map.of("assistantKey", assistant, "month", "2026-12", "state", "ACCEPTED")))
        .containsExactly(december);
    assertThat(list(Map.of("personKey", assistant))).isEmpty();
    assertThat(list(Map.of("reference", "löner & mer"))).containsExactly(november);
    assertThat(list(Map.of("reference", "löner"))).isEmpty();
  }

  @Test
  void theSubmissionsOfABatchAreListed() {
    handIn(report("2026-11", TestPersons.THIRD));
    ObjectNode batch = JSON.createObjectNode();
    batch
        .putArray("documents")
        .add(report("2026-11", TestPersons.THIRD))
        .add(report("2026-13", TestPersons.THIRD))
        .add(report("2026-12", TestPersons.THIRD));
    Response answer =
        post("/v1/submission-batches", batch).then().statusCode(202).extract().response();

    assertThat(list(Map.of("batch", answer.path("id"))))
        .containsExactlyInAnyOrder(
            answer.path("results[0].submissionId"), answer.path("results[2].submissionId"));
    assertThat(list(Map.of("batch", BatchId.next().value()))).isEmpty();
  }

  @Test
  void everyFaultOfAFilterIsToldAtOnce() {
    customer
        .call()
        .queryParams(
            Map.of(
                "state",
                "LOST",
                "service",
                "X",
                "month",
                "2026-13",
                "personKey",
                TestPersons.ASSISTED,
                "assistantKey",
                "x",
                "batch",
                "sub_1"))
        .get("/v1/submissions")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "#/state", "#/service", "#/month", "#/personKey", "#/assistantKey", "#/batch"));
  }

  @Test
  void aCursorIsBoundToTheWholeFilter() {
    handIn(report("2026-11", TestPersons.THIRD));
    handIn(report("2026-11", TestPersons.FOURTH));
    String cursor =
        customer
            .call()
            .get("/v1/submissions?month=2026-11&service=ELT&limit=1")
            .then()
            .statusCode(200)
            .extract()
            .path("nextCursor");

    customer
        .call()
        .queryParam("cursor", cursor)
        .get("/v1/submissions?month=2026-11&service=ELT&limit=1")
        .then()
        .statusCode(200);
    customer
        .call()
        .queryParam("cursor", cursor)
        .get("/v1/submissions?month=2026-12&service=ELT&limit=1")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
  }

  @Test
  void aPersonHasAnotherKeyWithEveryTenantAndNoNumberIsKept() throws SQLException {
    handIn(report("2026-11", TestPersons.THIRD));
    Customer neighbour = Customer.ofVendor(customer.vendorId(), "test");
    String key = personKey(TestPersons.ASSISTED);

    assertThat(key).matches("[0-9a-f]{32}");
    assertThat(personKey(TestPersons.ASSISTED)).isEqualTo(key);
    assertThat(personKey(neighbour, TestPersons.ASSISTED)).isNotEqualTo(key);
    keyOf(customer, "189001019803")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("#/number"));
    try (var connection = TestServers.running(false).superuser();
        var rows =
            connection.createStatement().executeQuery("SELECT s::text FROM intake.submission s")) {
      while (rows.next()) {
        assertThat(rows.getString(1)).doesNotContain(TestPersons.ASSISTED, TestPersons.THIRD);
      }
    }
  }

  private List<String> list(Map<String, String> filter) {
    return customer
        .call()
        .queryParams(filter)
        .get("/v1/submissions")
        .then()
        .statusCode(200)
        .extract()
        .path("data.id");
  }
}
