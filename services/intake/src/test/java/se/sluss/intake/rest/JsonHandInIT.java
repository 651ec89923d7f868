package se.sluss.intake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyIterable;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.testsupport.TestPersons;

@IntakeTest
class JsonHandInIT {
  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @Test
  void xmlIsBuiltOfJsonReturnedAndKeptToTheByte() {
    UUID id = UUID.randomUUID();
    Response answer = customer.handIn(JsonDocuments.timeReport(id, customer.organisationNumber()));

    answer
        .then()
        .statusCode(202)
        .body("documentId", equalTo(id.toString()))
        .body("service", equalTo("ELT"))
        .body("interfaceVersion", equalTo("1"))
        .body("warnings", emptyIterable())
        .body("documentXml", startsWith("<Tidredovisning xmlns="));
    String xml = answer.path("documentXml");
    String entry = answer.path("entry");
    assertThat(entry).isEqualTo(id + "," + answer.path("documentSha256"));
    String path = "/v1/submissions/" + answer.path("id") + "/document";
    Response kept = customer.call().get(path);
    assertThat(kept.asByteArray()).isEqualTo(xml.getBytes(UTF_8));
    for (String weakness : List.of("", "W/")) {
      customer
          .call()
          .header("If-None-Match", weakness + kept.header("ETag"))
          .get(path)
          .then()
          .statusCode(304)
          .header("ETag", kept.header("ETag"));
    }
    customer.status(answer.path("id")).then().body("documentXml", nullValue());
  }

  @Test
  void theSameDocumentInAnotherNotationIsTheSameDocument() {
    ObjectNode json = JsonDocuments.notification(UUID.randomUUID(), customer.organisationNumber());
    Response first = customer.handIn(json);
    first.then().statusCode(202);
    String xml = first.path("documentXml");

    customer
        .handIn(xml.getBytes(UTF_8))
        .then()
        .statusCode(200)
        .body("id", equalTo(first.path("id")));
    ObjectNode inBase64 = json.objectNode();
    inBase64.put("documentXml", Base64.getEncoder().encodeToString(xml.getBytes(UTF_8)));
    customer.handIn(inBase64).then().statusCode(200).body("id", equalTo(first.path("id")));
    ((ObjectNode) json.at("/document/assistant")).put("nextOfKin", true);
    customer.handIn(json).then().statusCode(409).body("code", equalTo("document-id-conflict"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1252"})
  void xmlOfAnotherEncodingIsToldAsTheTextThatItIs(String encoding) {
    ObjectNode json = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    ((ObjectNode) json.at("/document/assistant")).put("surname", "Ågren");
    String built = customer.validate(json).path("result.documentXml");
    String text = "<?xml version=\"1.0\" encoding=\"%s\"?>%s".formatted(encoding, built);
    byte[] bytes = text.getBytes(Charset.forName(encoding));
    ObjectNode inBase64 = json.objectNode();
    inBase64.put("documentXml", Base64.getEncoder().encodeToString(bytes));

    Response answer = customer.handIn(inBase64);

    answer.then().statusCode(202).body("documentXml", endsWith(text));
    customer.validate(inBase64).then().body("result.documentXml", endsWith(text));
    Response kept = customer.call().get("/v1/submissions/" + answer.path("id") + "/document");
    assertThat(kept.asByteArray()).isEqualTo(bytes);
  }

  @Test
  void aRepeatedRequestGetsTheStoredAnswer() {
    ObjectNode json = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    String key = UUID.randomUUID().toString();

    Response first = customer.handIn(json, key);
    Response again = customer.handIn(json, key);

    again.then().statusCode(202).header("Idempotent-Replayed", "true");
    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
  }

  @Test
  void everythingIsToldAtOnceByJsonPointer() {
    ObjectNode json =
        JsonDocuments.timeReport(UUID.randomUUID(), TestPersons.organisationNumber(9_998));
    json.put("neededBy", "soon").put("reference", "for 18900101 9802").put("extra", 1);
    ObjectNode document = (ObjectNode) json.get("document");
    document.put("month", "2026-13");
    ((ObjectNode) document.get("assistedPerson")).put("personalNumber", "189001019803");
    ((ObjectNode) document.get("assistant")).remove("surname");
    ((ObjectNode) document.at("/timeReport/rows/0")).put("from", "half past");
    ((ObjectNode) document.at("/timeReport/rows/1")).put("day", 32);

    Response answer = customer.handIn(json);

    answer.then().statusCode(422).body("code", equalTo("validation-failed"));
    assertThat(told(answer))
        .containsExactlyInAnyOrder(
            "#/document/assistant/surname missing",
            "#/document/assistedPerson/personalNumber wrong-check-digit",
            "#/document/month not-a-month",
            "#/document/provider/organisationNumber not-the-tenants",
            "#/document/timeReport/rows/0/from wrong-pattern",
            "#/document/timeReport/rows/1/day out-of-range",
            "#/extra unknown-member",
            "#/neededBy invalid-value",
            "#/reference holds-a-personal-number");
    assertThat(answer.asString()).doesNotContain("189001019803", "half past", "18900101 9802");
  }

  @Test
  void whatIsAroundTheDocumentIsCheckedToo() {
    ObjectNode json = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());

    assertThat(told(customer.handIn(json.objectNode())))
        .containsExactlyInAnyOrder("#/service missing", "#/document missing");
    assertThat(told(customer.handIn(json.deepCopy().put("service", "XYZ"))))
        .containsExactly("#/service not-in-list");
    assertThat(told(customer.handIn(json.deepCopy().put("interfaceVersion", "7"))))
        .containsExactly("#/interfaceVersion not-in-list");
    assertThat(told(customer.handIn(json.deepCopy().put("documentXml", "%"))))
        .containsExactlyInAnyOrder(
            "#/documentXml invalid-value", "#/document more-than-one", "#/service more-than-one");
    assertThat(told(customer.handIn(json.deepCopy().put("neededBy", 5))))
        .containsExactly("#/neededBy wrong-type");
    Response array =
        customer
            .call()
            .header("Idempotency-Key", "k")
            .contentType("application/json")
            .body("[]")
            .post("/v1/submissions");
    assertThat(told(array)).containsExactly("# wrong-type");
    customer
        .call()
        .header("Idempotency-Key", "k")
        .contentType("application/json")
        .body("{\"service\":")
        .post("/v1/submissions")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad-request"));
  }

  @Test
  void findingsAreToldInTheCallersLanguage() {
    ObjectNode json = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    ((ObjectNode) json.at("/document/timeReport/rows/1")).put("from", "15.00");

    customer
        .call()
        .header("Accept-Language", "sv-SE, en;q=0.5")
        .contentType("application/json")
        .body(json.toString())
        .post("/v1/submissions/validate")
        .then()
        .statusCode(200)
        .header("Content-Language", "sv")
        .body("errors[0].detail", equalTo("Raden överlappar en annan rad samma dag."));
    customer
        .handIn(json)
        .then()
        .statusCode(422)
        .body("errors[0].detail", equalTo("The row overlaps another one of the same day."));
  }

  @Test
  void aSecondReportOfTheSamePeopleAndMonthIsWarnedAboutAndTaken() {
    UUID id = UUID.randomUUID();
    customer
        .handIn(JsonDocuments.timeReport(id, customer.organisationNumber()))
        .then()
        .statusCode(202)
        .body("warnings", emptyIterable());

    Response second = customer.handIn(customer.timeReport(UUID.randomUUID()));

    second
        .then()
        .statusCode(202)
        .body("warnings.code", hasItems("duplicate-report"))
        .body("warnings.pointer", hasItem("/Tidredovisning/redovisningsmanad"))
        .body("warnings.detail", hasItem(containsString("already")));
    customer
        .call()
        .header("Accept-Language", "sv")
        .get("/v1/submissions/" + second.path("id"))
        .then()
        .body("warnings.code", hasItem("duplicate-report"))
        .body("warnings.detail", hasItem(containsString("redan")));
    Customer neighbour = Customer.ofVendor(customer.vendorId(), "test");
    neighbour
        .handIn(neighbour.timeReport(UUID.randomUUID()))
        .then()
        .body("warnings", emptyIterable());
  }

  @Test
  void aReferenceIsKeptAsItWasGiven() {
    ObjectNode json = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    String id = customer.handIn(json.put("reference", "löneperiod 11/2026 #7")).path("id");

    customer.status(id).then().body("reference", equalTo("löneperiod 11/2026 #7"));
    customer
        .call()
        .header("Idempotency-Key", "x")
        .queryParam("reference", "år 2026")
        .contentType("application/xml")
        .body(customer.notification(UUID.randomUUID()))
        .post("/v1/submissions")
        .then()
        .statusCode(202)
        .body("reference", equalTo("år 2026"));
  }

  private static List<String> told(Response answer) {
    answer.then().statusCode(422);
    List<String> told = new ArrayList<>();
    List<String> pointers = answer.path("errors.pointer");
    List<String> codes = answer.path("errors.code");
    for (int i = 0; i < pointers.size(); i++) {
      told.add(pointers.get(i) + " " + codes.get(i));
    }
    return told;
  }
}
