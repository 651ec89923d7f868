package se.sluss.intake.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.testsupport.TestPersons;

/** The table of a month, whom it is about and what each report lacks. */
@IntakeTest
class MonthIT extends Reports {
  @Test
  void theTableOfAMonthIsPersonByAssistantWithNamesAndWhatIsMissing() {
    handIn(report("2026-11", TestPersons.THIRD).put("reference", "one"));
    handIn(report("2026-11", TestPersons.FOURTH));
    handIn(report("2026-11", TestPersons.THIRD));
    handIn(report("2026-12", TestPersons.THIRD));
    handIn(JsonDocuments.notification(UUID.randomUUID(), customer.organisationNumber()));

    var rows = new ArrayList<Map<String, Object>>();
    String cursor = "";
    do {
      Response page =
          customer.call().queryParam("cursor", cursor).get("/v1/status?month=2026-11&limit=2");
      page.then().statusCode(200);
      cursor = page.path("nextCursor");
      assertThat(String.valueOf(page.header("Link")))
          .matches(cursor == null ? "null" : "<.*/v1/status\\?.*cursor=.+>; rel=\"next\"");
      rows.addAll(page.<List<Map<String, Object>>>path("data"));
    } while (cursor != null);

    assertThat(rows).hasSize(3);
    assertThat(rows).extracting(row -> row.get("submissionId")).doesNotHaveDuplicates();
    assertThat(rows)
        .extracting(row -> (String) ((Map<?, ?>) row.get("assistant")).get("key"))
        .isSorted()
        .containsExactlyInAnyOrder(
            personKey(TestPersons.THIRD),
            personKey(TestPersons.THIRD),
            personKey(TestPersons.FOURTH));
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(((Map<?, ?>) row.get("assistedPerson")).get("surname"))
                  .isEqualTo("Provberg");
              assertThat(row.get("missingSignatures")).isEqualTo(List.of("ASSISTENT", "ANORDNARE"));
              assertThat(row.get("receipt")).isNull();
              assertThat(row.get("handInAgain")).isEqualTo(false);
            });
  }

  @Test
  void aReportIsToBeHandedInAgainUnlessAnotherStandsForIt() {
    String refused = handIn(report("2026-11", TestPersons.THIRD));
    set(refused, "state = 'REFUSED'");
    String unsigned = handIn(report("2026-11", TestPersons.FOURTH));
    set(unsigned, "state = 'EXPIRED'");
    handIn(report("2026-12", TestPersons.FOURTH));
    assertThat(toHandInAgain()).containsExactlyInAnyOrder(refused, unsigned);

    String corrected = handIn(report("2026-11", TestPersons.THIRD));
    assertThat(toHandInAgain()).containsExactly(unsigned);
    set(corrected, "state = 'RECEIVED'");
    String last = handIn(report("2026-11", TestPersons.THIRD));
    set(last, "state = 'CANCELLED'");
    assertThat(toHandInAgain()).containsExactly(unsigned);

    set(corrected, "state = 'CANCELLED'");
    assertThat(toHandInAgain()).containsExactlyInAnyOrder(last, unsigned);
  }

  @Test
  void everyFaultOfTheQueryIsToldAtOnce() {
    for (String query : List.of("limti=5", "month=2026-13&limti=5", "month=&limti=5")) {
      customer
          .call()
          .get("/v1/status?limit=0&" + query)
          .then()
          .statusCode(422)
          .body("errors.pointer", containsInAnyOrder("#/month", "#/limti", "#/limit"));
    }
  }

  private List<String> toHandInAgain() {
    return month().extract().path("data.findAll { it.handInAgain }.submissionId");
  }

  @Test
  void theMonthIsAddedUpWhateverThePage() {
    handIn(report("2026-10", TestPersons.ASSISTANT));
    handIn(report("2026-10", TestPersons.THIRD));
    String stopped = handIn(report("2026-10", TestPersons.PROVIDER_SIGNER));
    handIn(report("2026-11", TestPersons.THIRD));
    handIn(report("2026-11", TestPersons.FOURTH));
    String cancelled = handIn(report("2026-11", TestPersons.THIRD));
    set(stopped, "state = 'CANCELLED'");
    set(cancelled, "state = 'CANCELLED'");

    Response page = customer.call().get("/v1/status?month=2026-11&limit=1");
    page.then()
        .statusCode(200)
        .body("data.size()", equalTo(1))
        .body("sums.missing", equalTo(1))
        .body("sums.unsigned", equalTo(2))
        .body("sums.signed", equalTo(0))
        .body("sums.stopped", equalTo(1))
        .body("sums.queuedUntil", equalTo(null));
    set(cancelled, "state = 'QUEUED', queue_estimated_start = '2099-12-04T10:00:00Z'");
    set(handIn(report("2026-11", TestPersons.FOURTH)), "state = 'RECEIVED'");
    set(handIn(report("2026-11", TestPersons.FOURTH)), "state = 'IN_DOUBT'");
    customer
        .call()
        .get("/v1/status?month=2026-11")
        .then()
        .body("sums.signed", equalTo(3))
        .body("sums.queued", equalTo(1))
        .body("sums.queuedUntil", equalTo("2099-12-04T10:00:00.000Z"))
        .body("sums.underWay", equalTo(1))
        .body("sums.received", equalTo(1));
  }

  @Test
  void whoseReportIsMissingIsToldWithNamesAndTheLastReport() {
    handIn(report("2026-10", TestPersons.ASSISTANT));
    String last = handIn(report("2026-10", TestPersons.ASSISTANT).put("reference", "October"));
    set(handIn(report("2026-10", TestPersons.ASSISTANT)), "state = 'REFUSED'");
    String inVain = handIn(report("2026-10", TestPersons.THIRD));
    set(handIn(report("2026-11", TestPersons.THIRD)), "state = 'EXPIRED'");
    handIn(report("2026-10", TestPersons.FOURTH));
    handIn(report("2026-11", TestPersons.FOURTH));
    set(handIn(report("2026-10", TestPersons.PROVIDER_SIGNER)), "state = 'CANCELLED'");
    handIn(report("2026-09", TestPersons.PROVIDER_SIGNER));

    var rows = new ArrayList<Map<String, Object>>();
    String cursor = "";
    do {
      Response page =
          customer
              .call()
              .queryParam("cursor", cursor)
              .get("/v1/status/missing?month=2026-11&limit=1");
      page.then().statusCode(200).header("Cache-Control", "no-store");
      cursor = page.path("nextCursor");
      rows.addAll(page.<List<Map<String, Object>>>path("data"));
    } while (cursor != null);

    assertThat(rows).hasSize(2);
    assertThat(rows)
        .extracting(row -> row.get("lastSubmissionId"))
        .containsExactlyInAnyOrder(last, inVain);
    assertThat(rows)
        .filteredOn(row -> row.get("lastSubmissionId").equals(last))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("lastReference")).isEqualTo("October");
              assertThat(row.get("tenantId")).isEqualTo(customer.tenantId());
              Map<?, ?> assistant = (Map<?, ?>) row.get("assistant");
              assertThat(assistant.get("key")).isEqualTo(personKey(TestPersons.ASSISTANT));
              assertThat(((Map<?, ?>) row.get("assistedPerson")).get("surname"))
                  .isEqualTo("Provberg");
            });
    month().body("sums.missing", equalTo(2));
  }

  @Test
  void whoseReportIsMissingIsToldAVendorOfAllItsTenantsAndNobodyElse() {
    String last = handIn(report("2026-10", TestPersons.THIRD));
    Customer sibling = Customer.ofVendor(customer.vendorId(), "test");

    missing(customer.call()).body("data.lastSubmissionId", contains(last));
    missing(given().header("Authorization", "Bearer " + customer.vendorKey()))
        .body("data.lastSubmissionId", contains(last));
    for (Customer other : List.of(sibling, Customer.inTestMode(), customer.inMode("live"))) {
      missing(other.call()).body("data", empty());
    }
    customer
        .call()
        .get("/v1/status/missing?month=2026-13&limti=5")
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/month", "#/limti"));
  }

  private static ValidatableResponse missing(RequestSpecification call) {
    return call.get("/v1/status/missing?month=2026-11").then().statusCode(200);
  }

  @Test
  void theMonthIsQueuedUntilTheLastOfTheTenantLeavesWhateverWasToldOfOthers() {
    String stale = handIn(report("2026-11", TestPersons.THIRD));
    String last = handIn(report("2026-11", TestPersons.FOURTH));
    String other =
        handIn(JsonDocuments.notification(UUID.randomUUID(), customer.organisationNumber()));
    set(other, "state = 'QUEUED', queue_turn = 9, queue_estimated_start = '2098-01-01T00:00:00Z'");
    set(stale, "state = 'QUEUED', queue_turn = 7, queue_estimated_start = '2099-12-04T18:00:00Z'");
    set(last, "state = 'QUEUED', queue_turn = 8, queue_estimated_start = '2099-12-04T10:00:00Z'");

    month().body("sums.queuedUntil", equalTo("2099-12-04T10:00:00.000Z"));
    month().body("sums.standsStill", equalTo(null));

    set(stale, "needed_by = '2099-12-05T23:00:00Z'");
    set(last, "needed_by = '2099-12-04T23:00:00Z'");

    month().body("sums.queuedUntil", equalTo("2099-12-04T18:00:00.000Z"));
  }

  @Test
  void nobodySaysUntilWhenWhileTheLaneStandsStillOrTheTimeHasPassed() {
    String last = handIn(report("2026-11", TestPersons.THIRD));
    set(last, "state = 'QUEUED', queue_estimated_start = '2099-12-04T10:00:00Z'");
    set(last, "queue_stands_still = 'PAUSED'");

    month().body("sums.queued", equalTo(1));
    month().body("sums.queuedUntil", equalTo(null)).body("sums.standsStill", equalTo("PAUSED"));

    set(last, "queue_stands_still = 'UNCONNECTED', queue_estimated_start = '2020-01-01T00:00:00Z'");

    month()
        .body("sums.queuedUntil", equalTo(null))
        .body("sums.standsStill", equalTo("UNCONNECTED"));

    set(last, "queue_stands_still = NULL");

    month().body("sums.queuedUntil", equalTo(null)).body("sums.standsStill", equalTo("LATE"));
  }

  private ValidatableResponse month() {
    return customer.call().get("/v1/status?month=2026-11").then().statusCode(200);
  }

  @Test
  void whatWaitsSaysThatItsLaneStandsStillWhicheverOfThemWasTold() {
    String first = handIn(report("2026-11", TestPersons.THIRD));
    String last = handIn(report("2026-11", TestPersons.FOURTH));
    String queued =
        "state = 'QUEUED', queue_position = %1$d, queue_turn = %1$d, queue_as_of = now(),"
            + " queue_estimated_start = now() + interval '1 hour'";
    set(first, queued.formatted(1));
    set(last, queued.formatted(2));
    String running = customer.status(first).then().extract().header("ETag");
    month()
        .body("data.queue.position", containsInAnyOrder(1, 2))
        .body("data.queue.standsStill", everyItem(nullValue()));

    set(last, "queue_stands_still = 'STOPPED'");

    customer
        .status(first)
        .then()
        .header("ETag", not(running))
        .body("queue.position", equalTo(1))
        .body("queue.standsStill", equalTo("STOPPED"));
    customer
        .call()
        .get("/v1/submissions")
        .then()
        .body("data.queue.standsStill", everyItem(equalTo("STOPPED")));
    month().body("data.queue.standsStill", everyItem(equalTo("STOPPED")));

    set(first, "queue_stands_still = 'STOPPED'");
    set(last, "queue_stands_still = NULL");

    month().body("data.queue.standsStill", everyItem(nullValue()));
    set(first, "queue_estimated_start = now() - interval '2 minutes'");
    customer.status(first).then().body("queue.standsStill", equalTo("LATE"));
    customer.status(last).then().body("queue.standsStill", nullValue());
  }

  @Test
  void theTableShowsATenantItsOwnReportsOnly() {
    handIn(report("2026-11", TestPersons.THIRD));
    for (Customer other :
        List.of(
            Customer.ofVendor(customer.vendorId(), "test"),
            Customer.inTestMode(),
            customer.inMode("live"))) {
      other
          .call()
          .get("/v1/status?month=2026-11")
          .then()
          .statusCode(200)
          .body("data.size()", equalTo(0))
          .body("sums.unsigned", equalTo(0));
    }
    customer.call().get("/v1/status").then().statusCode(422);
    customer
        .call()
        .get("/v1/status?month=november")
        .then()
        .statusCode(422)
        .body("errors[0].detail", matchesPattern(".*2026-11.*"));
  }
}
