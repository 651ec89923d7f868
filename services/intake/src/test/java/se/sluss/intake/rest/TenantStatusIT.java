package se.sluss.intake.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.Database;
import se.sluss.intake.Events;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.intake.submission.ApplyEvent;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.TenantChanged;
import se.sluss.model.event.TenantStatus;
import se.sluss.testsupport.KafkaProbe;

@IntakeTest
class TenantStatusIT {
  @Inject ApplyEvent applyEvent;
  @Inject Transactions transactions;

  private Customer customer;
  private Customer neighbour;
  private String submission;
  private Events events;

  @BeforeEach
  void aTenantWithASubmissionUnderWay() {
    customer = Customer.inTestMode();
    neighbour = Customer.ofVendor(customer.vendorId(), "test");
    UUID document = UUID.randomUUID();
    submission =
        customer.handIn(customer.timeReport(document)).then().statusCode(202).extract().path("id");
    events = Events.ofReport(customer, submission, document);
  }

  @Test
  void aSuspendedTenantIsToldSoAndMayStillRead() {
    ask("suspend").statusCode(200).body("status", equalTo("SUSPENDED"));
    ask("suspend").statusCode(200).body("status", equalTo("SUSPENDED"));

    for (String key : List.of(customer.key(), customer.vendorKey())) {
      for (String path :
          List.of(
              "/v1/submissions",
              "/v1/submissions/validate",
              "/v1/submissions/" + submission + "/cancel",
              "/v1/submission-batches")) {
        as(key)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType("application/json")
            .body("{}")
            .post(path)
            .then()
            .statusCode(403)
            .body("code", equalTo("tenant-suspended"));
      }
      as(key).get("/v1/submissions/" + submission).then().statusCode(200);
      as(key).get("/v1/submissions/" + submission + "/document").then().statusCode(200);
      as(key).get("/v1/submissions").then().statusCode(200).body("data", hasSize(1));
    }
    neighbour.handIn(neighbour.timeReport(UUID.randomUUID())).then().statusCode(202);
    asVendor()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .post("/v1/submissions/" + submission + "/cancel")
        .then()
        .statusCode(403)
        .body("code", equalTo("tenant-suspended"));

    ask("resume").statusCode(200).body("status", equalTo("ACTIVE"));
    customer.handIn(customer.timeReport(UUID.randomUUID())).then().statusCode(202);
  }

  /** Its vendor, who names no tenant. */
  private RequestSpecification asVendor() {
    return given().header("Authorization", "Bearer " + customer.vendorKey());
  }

  @Test
  void whatWasTakenInGoesOnAndOnlyThenTheTenantIsClosed() {
    ask("close").statusCode(409).body("code", equalTo("state-conflict"));
    ask("suspend").statusCode(200);

    newClient().statusCode(201);
    tell(events.queued(QueuedReason.SIGNED, 1));
    customer.status(submission).then().statusCode(200).body("state", equalTo("QUEUED"));
    ask("close").statusCode(409).body("code", equalTo("state-conflict"));
    tell(events.received(1));
    ask("close").statusCode(200).body("status", equalTo("CLOSED"));
    ask("close").statusCode(200);

    customer
        .handIn(customer.timeReport(UUID.randomUUID()))
        .then()
        .statusCode(403)
        .body("code", equalTo("tenant-closed"));
    newClient().statusCode(422).body("errors.pointer", contains("#/tenantId"));
    customer.status(submission).then().statusCode(200).body("state", equalTo("RECEIVED"));
    customer.call().get("/v1/submissions/" + submission + "/document").then().statusCode(200);
    ask("resume").statusCode(409);
    ask("suspend").statusCode(409);
  }

  /** Its row alone says so, as when the status changes while a body is still on its way. */
  @Test
  void whatWasLetInBeforeTheStatusChangedIsRefusedAllTheSame() {
    customer.handIn(customer.notification(UUID.randomUUID())).then().statusCode(202);
    for (String status : List.of("SUSPENDED", "CLOSED")) {
      setStatus(status);
      String code = "tenant-" + status.toLowerCase(Locale.ROOT);

      for (int twice = 0; twice < 2; twice++) {
        customer
            .handIn(customer.notification(UUID.randomUUID()))
            .then()
            .statusCode(403)
            .body("code", equalTo(code));
      }
      ObjectNode batch = JsonNodeFactory.instance.objectNode();
      batch
          .putArray("documents")
          .add(JsonDocuments.notification(UUID.randomUUID(), customer.organisationNumber()));
      as(customer.key())
          .header("Idempotency-Key", UUID.randomUUID().toString())
          .contentType("application/json")
          .body(batch.toString())
          .post("/v1/submission-batches")
          .then()
          .statusCode(403)
          .body("code", equalTo(code));
    }
    customer.call().get("/v1/submissions").then().body("data", hasSize(2));

    setStatus("ACTIVE");
    customer.handIn(customer.notification(UUID.randomUUID())).then().statusCode(202);
  }

  private void setStatus(String status) {
    Database.execute(
        "UPDATE intake.tenant SET status = '%s', version = version + 1 WHERE id = '%s'"
            .formatted(status, customer.tenantId()));
  }

  @Test
  void whatIsSetOutlivesAStatusAndAllRoomsAreTold() {
    String path = "/v1/tenants/" + customer.tenantId();
    Customer.administrator()
        .header("If-Match", Customer.administrator().get(path).header("ETag"))
        .body(Map.of("requestsPerMinute", 5000))
        .put(path + "/settings")
        .then()
        .statusCode(200);

    ask("suspend").body("settings.requestsPerMinute", equalTo(5000));

    try (var kafka = KafkaProbe.onTestServers()) {
      byte[] data =
          kafka
              .await("sluss.intake", 3, r -> r.key().equals(customer.tenantId()))
              .getLast()
              .value();
      var told = (TenantChanged) EventJson.read("se.sluss.tenant.changed.v1", data);
      assertThat(told.status()).isEqualTo(TenantStatus.SUSPENDED);
      assertThat(told.requestsPerMinute()).contains(5000);
    }
  }

  @Test
  void thereIsNoTenantOfAnUnknownIdentifier() {
    for (String verb : List.of("suspend", "resume", "close")) {
      Response answer = Customer.administrator().post("/v1/tenants/ten_1/" + verb);
      answer.then().statusCode(404).body("code", equalTo("not-found"));
    }
  }

  private ValidatableResponse newClient() {
    return Customer.newClient(customer.vendorId(), customer.tenantId(), "test").then();
  }

  private ValidatableResponse ask(String verb) {
    return Customer.administrator().post("/v1/tenants/" + customer.tenantId() + "/" + verb).then();
  }

  private void tell(SubmissionEvent event) {
    transactions.asSystem(() -> applyEvent.apply(event));
  }

  /** Of either key, acting for the tenant. */
  private RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Sluss-Tenant", customer.tenantId());
  }
}
