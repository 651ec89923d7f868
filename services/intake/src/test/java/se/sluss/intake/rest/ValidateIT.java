package se.sluss.intake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.emptyIterable;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;

@IntakeTest
class ValidateIT {
  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @Test
  void validationSaysAllAndKeepsNothing() {
    UUID id = UUID.randomUUID();
    ObjectNode json = JsonDocuments.timeReport(id, customer.organisationNumber());

    Response sound = customer.validate(json);

    sound
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("errors", emptyIterable())
        .body("result.documentId", equalTo(id.toString()))
        .body("result.interfaceVersion", equalTo("1"));
    assertThat(sound.as(JsonNode.class).at("/result/document")).isEqualTo(json.get("document"));
    customer.call().get("/v1/submissions").then().body("data", emptyIterable());
    String xml = sound.path("result.documentXml");
    customer
        .validate(xml.getBytes(UTF_8))
        .then()
        .statusCode(200)
        .body("result.documentSha256", equalTo(sound.path("result.documentSha256")));

    customer.handIn(json).then().statusCode(202);
    ((ObjectNode) json.get("document")).put("providerPhone", "0907654321");
    customer
        .validate(json)
        .then()
        .body("valid", equalTo(false))
        .body("errors.code", hasItem("document-id-conflict"))
        .body("errors.pointer", hasItem("#/document/id"));
    json.put("neededBy", "2020-01-01").put("reference", " ");
    customer
        .handIn(json)
        .then()
        .statusCode(422)
        .body(
            "errors.code",
            containsInAnyOrder("document-id-conflict", "already-passed", "wrong-length"));
  }

  /** The XML that is built has more than is read. */
  @Test
  void aDocumentThatIsLargerAsXmlIsToldAsTooLargeAndNotAsNoXml() {
    ObjectNode json = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    ArrayNode rows = (ArrayNode) json.at("/document/timeReport/rows");
    JsonNode row = rows.get(0);
    while (rows.size() < 20_000) {
      rows.add(row);
    }

    customer
        .validate(json)
        .then()
        .body("errors.code", contains("too-large"))
        .body("errors.pointer", contains("#/document"));
  }

  @Test
  void aTextThatIsLongerThanAnyIsToldWhereItStands() {
    ObjectNode json = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    ((ObjectNode) json.at("/document/assistedPerson")).put("surname", "a".repeat((1 << 20) + 1));

    customer
        .validate(json)
        .then()
        .body("errors.code", contains("wrong-length"))
        .body("errors.pointer", contains("#/document/assistedPerson/surname"));
  }

  @Test
  void noMoreThanAThousandFaultsAreToldOfWhatIsTooLarge() {
    ObjectNode json = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    ArrayNode rows = (ArrayNode) json.at("/document/timeReport/rows");
    ObjectNode row = (ObjectNode) rows.get(0);
    while (rows.size() < 20_000) {
      rows.add(row);
    }
    ObjectNode misshapen = row.deepCopy().put("a", 1);
    while (rows.size() < 21_500) {
      rows.add(misshapen);
    }

    customer
        .validate(json)
        .then()
        .body("errors.size()", equalTo(1_000))
        .body("errors[999].code", equalTo("too-large"));
  }

  @Test
  void noMoreThanAThousandFaultsAreTold() {
    ObjectNode json = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    ArrayNode rows = (ArrayNode) json.at("/document/timeReport/rows");
    for (int i = 0; i < 2_000; i++) {
      rows.addObject().put("day", 99).put("from", "x").put("to", "y").put("q", 1);
    }

    customer.validate(json).then().body("errors.size()", equalTo(1_000));
  }

  @Test
  void whatCannotBeReadCannotBeValidated() {
    customer
        .validate("<a>".getBytes(UTF_8))
        .then()
        .statusCode(400)
        .body("code", equalTo("not-xml"));
  }
}
