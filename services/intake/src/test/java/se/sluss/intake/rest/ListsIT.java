package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.testsupport.TestServers;

@IntakeTest
class ListsIT {
  @Test
  void listsGoThroughAllOnceNewestFirst() {
    Customer customer = Customer.inTestMode();
    var handedIn = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      handedIn.addFirst(customer.handIn(customer.timeReport(UUID.randomUUID())).path("id"));
    }

    var seen = new ArrayList<String>();
    String cursor = "";
    do {
      Response page =
          customer
              .call()
              .queryParam("limit", 2)
              .queryParam("cursor", cursor)
              .get("/v1/submissions");
      page.then().statusCode(200);
      seen.addAll(page.<List<String>>path("data.id"));
      assertThat(page.<List<String>>path("data.history[0].code")).contains("ACCEPTED");
      cursor = page.path("nextCursor");
      customer.handIn(customer.timeReport(UUID.randomUUID()));
    } while (cursor != null);

    assertThat(seen).containsExactlyElementsOf(handedIn);
  }

  @Test
  void aListIsFilteredByStateAndItsCursorIsBoundToTheFilter() {
    Customer customer = Customer.inTestMode();
    customer.handIn(customer.timeReport(UUID.randomUUID()));
    customer.handIn(customer.timeReport(UUID.randomUUID()));

    String cursor =
        customer.call().get("/v1/submissions?state=ACCEPTED&limit=1").path("nextCursor");

    assertThat(cursor).isNotEmpty();
    customer
        .call()
        .get("/v1/submissions?limit=1&cursor=" + cursor)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
    assertThat(customer.call().get("/v1/submissions?state=QUEUED").<List<String>>path("data.id"))
        .isEmpty();
    customer.call().get("/v1/submissions?state=LOST").then().statusCode(422);
    customer.call().get("/v1/submissions?limit=101").then().statusCode(422);
    customer
        .call()
        .get("/v1/submissions?state=LOST&limit=0")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/limit", "#/state"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-1", "1.5", "3000000000"})
  void aLimitThatIsNoneIsToldWithTheOtherFaults(String limit) {
    Customer.inTestMode()
        .call()
        .queryParam("limit", limit)
        .get("/v1/submissions?state=LOST")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/limit", "#/state"))
        .body("errors.code", contains("out-of-range", "not-in-list"));
  }

  @Test
  void aFilterThatIsNoneIsToldAndNotPassedOver() {
    Customer customer = Customer.inTestMode();

    customer
        .call()
        .get("/v1/submissions?person=00&state=LOST&limit=1")
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/person", "#/state"))
        .body("errors.find { it.pointer == '#/person' }.code", equalTo("unknown-member"));
  }

  @Test
  void aFilterThatIsSaidTwiceIsToldAndNotHalfFollowed() {
    Customer customer = Customer.inTestMode();

    for (String asked :
        List.of(
            "/v1/submissions?state=QUEUED&state=SENDING",
            "/v1/submissions?limit=1&limit=2",
            "/v1/status?month=2026-11&month=2026-12")) {
      customer
          .call()
          .get(asked)
          .then()
          .statusCode(422)
          .body("errors.code", containsInAnyOrder("more-than-one"));
    }
  }

  /** As a program says it whose variable is empty; a first page may begin with no cursor. */
  @Test
  void filterWithNothingIsRefusedRatherThanShowEverything() {
    Customer customer = Customer.inTestMode();
    for (String filter :
        List.of("state", "service", "month", "personKey", "assistantKey", "reference", "batch")) {
      customer
          .call()
          .get("/v1/submissions?" + filter + "=")
          .then()
          .statusCode(422)
          .body("errors.code", contains("missing"))
          .body("errors.pointer", contains("#/" + filter));
    }
    customer.call().get("/v1/submissions?cursor=").then().statusCode(200);
  }

  @Test
  void documentsOfOneInstantAreEachListedOnce() throws SQLException {
    Customer customer = Customer.inTestMode();
    var handedIn = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      handedIn.add(customer.handIn(customer.timeReport(UUID.randomUUID())).path("id"));
    }
    try (var connection = TestServers.running(false).superuser();
        var update =
            connection.prepareStatement(
                "UPDATE intake.submission SET created_at = date_trunc('day', now())"
                    + " WHERE tenant_id = ?")) {
      update.setString(1, customer.tenantId());
      assertThat(update.executeUpdate()).isEqualTo(5);
    }

    var seen = new ArrayList<String>();
    String cursor = "";
    do {
      Response page =
          customer
              .call()
              .queryParam("limit", 2)
              .queryParam("cursor", cursor)
              .get("/v1/submissions");
      seen.addAll(page.<List<String>>path("data.id"));
      cursor = page.path("nextCursor");
    } while (cursor != null);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(handedIn);
  }
}
