package se.sluss.intake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import se.sluss.intake.Customer;
import se.sluss.intake.Database;
import se.sluss.intake.JsonDocuments;

/** A customer with time reports of some month and assistant. */
abstract class Reports {
  Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  ObjectNode report(String month, String assistant) {
    ObjectNode report = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    ((ObjectNode) report.get("document")).put("month", month);
    ((ObjectNode) report.at("/document/assistant")).put("personalNumber", assistant);
    return report;
  }

  String handIn(ObjectNode json) {
    return post("/v1/submissions", json).then().statusCode(202).extract().path("id");
  }

  Response post(String path, ObjectNode json) {
    return customer
        .call()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(json.toString().getBytes(UTF_8))
        .post(path);
  }

  String personKey(String number) {
    return personKey(customer, number);
  }

  static String personKey(Customer of, String number) {
    return keyOf(of, number).then().statusCode(200).extract().path("personKey");
  }

  static Response keyOf(Customer of, String number) {
    return of.call()
        .contentType("application/json")
        .body(Map.of("number", number))
        .post("/v1/person-keys");
  }

  static void set(String submission, String what) {
    Database.execute("UPDATE intake.submission SET %s WHERE id = '%s'".formatted(what, submission));
  }
}
