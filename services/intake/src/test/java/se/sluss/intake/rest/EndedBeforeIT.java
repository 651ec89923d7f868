package se.sluss.intake.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.Customer;
import se.sluss.intake.Database;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;

/** What those are told who hand in again what nothing more happens to. */
@IntakeTest
class EndedBeforeIT {
  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXPIRED", "REFUSED"})
  void whatWasRefusedOrNeverSignedIsSaidToHaveEnded(String state) {
    byte[] document = customer.timeReport(UUID.randomUUID());
    String id = taken(customer.handIn(document));
    Database.execute(in(state, id));

    Response again = customer.handIn(document);

    again
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("state", equalTo(state))
        .body("warnings.code", contains("ended-before"))
        .body("warnings.pointer", contains("/Tidredovisning/id"));
    customer
        .validate(document)
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("warnings.code", contains("ended-before"))
        .body("warnings.pointer", contains("/Tidredovisning/id"));
    customer.status(id).then().body("warnings", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUEUED", "PARKED", "RECEIVED"})
  void whatTheAuthorityHasOrMayStillGetHasNotEnded(String state) {
    byte[] document = customer.timeReport(UUID.randomUUID());
    String id = taken(customer.handIn(document));
    Database.execute(in(state, id));

    customer.handIn(document).then().statusCode(200).body("warnings", empty());
    customer
        .validate(document)
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("warnings", empty());
  }

  @Test
  void aDocumentAsJsonIsToldByItsPointer() {
    ObjectNode document = timeReport();
    String id = taken(customer.handIn(document));
    Database.execute(in("REFUSED", id));

    customer
        .handIn(document)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("warnings.code", contains("ended-before"))
        .body("warnings.pointer", contains("#/document/id"));
    customer
        .validate(document)
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("warnings.code", contains("ended-before"))
        .body("warnings.pointer", contains("#/document/id"));
  }

  /** By where it stands in the batch, unless it is XML, which is a file of its own. */
  @Test
  void oneOfABatchIsToldByItsPlaceAndTheOthersAreNot() {
    ObjectNode refused = timeReport();
    String ofJson = taken(customer.handIn(refused));
    byte[] notification = customer.notification(UUID.randomUUID());
    String ofXml = taken(customer.handIn(notification));
    Database.execute(in("REFUSED", ofJson));
    Database.execute(in("EXPIRED", ofXml));
    ObjectNode batch = refused.objectNode();
    batch
        .putArray("documents")
        .add(JsonDocuments.notification(UUID.randomUUID(), customer.organisationNumber()))
        .add(refused)
        .add(refused.objectNode().put("documentXml", notification));

    Response answer =
        customer
            .call()
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType("application/json")
            .body(batch.toString())
            .post("/v1/submission-batches");

    answer
        .then()
        .statusCode(202)
        .body("results.status", contains(202, 200, 200))
        .body("results[1].submissionId", equalTo(ofJson))
        .body("results[2].submissionId", equalTo(ofXml));
    isToldByPlace(answer);
    isToldByPlace(customer.call().get("/v1/submission-batches/" + answer.path("id")));
  }

  private static void isToldByPlace(Response batch) {
    batch
        .then()
        .body("results[0].warnings", empty())
        .body("results[1].warnings.code", contains("ended-before"))
        .body("results[1].warnings.pointer", contains("#/documents/1/document/id"))
        .body("results[2].warnings.code", contains("ended-before"))
        .body("results[2].warnings.pointer", contains("/AnmalanFranArbetsgivare/id"));
  }

  private static String taken(Response answer) {
    return answer.then().statusCode(202).body("warnings", empty()).extract().path("id");
  }

  private static String in(String state, String id) {
    return "UPDATE intake.submission SET state = '%s' WHERE id = '%s'".formatted(state, id);
  }

  private ObjectNode timeReport() {
    return JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
  }
}
