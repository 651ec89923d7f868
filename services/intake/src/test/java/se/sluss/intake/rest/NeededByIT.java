package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;

@IntakeTest
class NeededByIT {
  private static final String ACCEPTED = "se.sluss.submission.accepted.v1";

  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @Test
  void aDateIsKeptShownAndToldToTheOtherRooms() {
    byte[] document = customer.timeReport(UUID.randomUUID());

    String id =
        customer.handIn(document, "k", "2099-12-05").then().statusCode(202).extract().path("id");

    customer.status(id).then().body("neededBy", equalTo("2099-12-05T23:00:00.000Z"));
    assertThat(told(id).neededBy()).contains(Instant.parse("2099-12-05T23:00:00Z"));
  }

  @Test
  void aTimeWithAnOffsetIsKeptAsThatMomentWhetherThePlusSignIsEncodedOrNot() {
    byte[] document = customer.timeReport(UUID.randomUUID());

    customer
        .handIn(document, "k", "2099-12-05T12:00:00+01:00")
        .then()
        .statusCode(202)
        .body("neededBy", equalTo("2099-12-05T11:00:00.000Z"));
    customer
        .call()
        .urlEncodingEnabled(false)
        .header("Idempotency-Key", "k2")
        .contentType("application/xml")
        .body(customer.timeReport(UUID.randomUUID()))
        .post("/v1/submissions?neededBy=2099-12-05T12:00:00+01:00")
        .then()
        .statusCode(202)
        .body("neededBy", equalTo("2099-12-05T11:00:00.000Z"));
  }

  @Test
  void withoutADateThereIsNone() {
    String id =
        customer
            .handIn(customer.timeReport(UUID.randomUUID()))
            .then()
            .statusCode(202)
            .body("neededBy", nullValue())
            .extract()
            .path("id");

    assertThat(told(id).neededBy()).isEmpty();
  }

  @Test
  void aPassedOrUnreadableDateIsRefusedAndLeavesTheKeyFree() {
    byte[] document = customer.timeReport(UUID.randomUUID());

    refused(customer.handIn(document, "k", "2026-01-31"))
        .body("errors.pointer", contains("#/neededBy"))
        .body("errors.code", contains("already-passed"));
    refused(customer.handIn(document, "k", "before Christmas"))
        .body("errors.pointer", contains("#/neededBy"))
        .body("errors.code", contains("invalid-value"));
    customer.handIn(document, "k", "2099-12-05").then().statusCode(202);
  }

  @Test
  void aMistypedOrRepeatedParameterIsToldAndNotPassedOver() {
    byte[] xml = customer.timeReport(UUID.randomUUID());
    byte[] json =
        JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    String twice = "neededBy=2099-12-05&neededBy=2099-12-06";

    for (String path : List.of("/v1/submissions", "/v1/submissions/validate")) {
      int status = path.endsWith("validate") ? 200 : 422;
      post(path + "?needed_by=2099-12-05", "application/xml", xml)
          .then()
          .statusCode(status)
          .body("errors.pointer", contains("#/needed_by"))
          .body("errors.code", contains("unknown-member"));
      post(path + "?" + twice, "application/xml", xml)
          .then()
          .statusCode(status)
          .body("errors.pointer", contains("#/neededBy"))
          .body("errors.code", contains("more-than-one"));
      post(path + "?needed_by=2099-12-05&reference=a", "application/json", json)
          .then()
          .statusCode(status)
          .body("errors.pointer", contains("#/needed_by", "#/reference"))
          .body("errors.code", everyItem(equalTo("unknown-member")));
    }
    String batches = "/v1/submission-batches?neededby=2099-12-05";
    refused(post(batches, "application/json", json)).body("errors.pointer", contains("#/neededby"));
    refused(post(batches, "application/zip", new byte[0]))
        .body("errors.pointer", contains("#/neededby"));
    refused(
            post(
                "/v1/submission-batches?foo=1&reference=189001019802&neededBy=2020-01-01",
                "application/zip",
                new byte[0]))
        .body("errors.pointer", contains("#/foo", "#/reference", "#/neededBy"));
    customer.call().get("/v1/submissions").then().body("data", empty());
  }

  @Test
  void whatIsWrongWithTheQueryIsToldBesideTheFaultsOfTheDocument() {
    byte[] faulty =
        new String(customer.timeReport(UUID.randomUUID()), StandardCharsets.UTF_8)
            .replace("<dag>3</dag>", "<dag>32</dag>")
            .getBytes(StandardCharsets.UTF_8);
    byte[] noObject = "[]".getBytes(StandardCharsets.UTF_8);

    refused(post("/v1/submissions?foo=1", "application/xml", faulty))
        .body("errors.pointer", hasItems("/Tidredovisning/tidrapport/rapportRad[1]/dag", "#/foo"));
    refused(post("/v1/submissions?foo=1", "application/json", noObject))
        .body("errors.pointer", contains("#/foo", "#"));
    customer
        .call()
        .header("Accept-Language", "sv")
        .contentType("application/xml")
        .body(faulty)
        .post("/v1/submissions/validate?foo=1")
        .then()
        .body("valid", equalTo(false))
        .body(
            "errors.find { it.pointer == '#/foo' }.detail",
            equalTo("Anropet tar inte emot någon sådan parameter."));
  }

  private Response post(String path, String type, byte[] body) {
    return customer
        .call()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(type)
        .body(body)
        .post(path);
  }

  @Test
  void faultsOfTheDateAndOfTheDocumentAreToldTogether() {
    String document = new String(customer.timeReport(UUID.randomUUID()), StandardCharsets.UTF_8);
    byte[] faulty =
        document.replace("<dag>3</dag>", "<dag>32</dag>").getBytes(StandardCharsets.UTF_8);
    byte[] unreadable = "<a".getBytes(StandardCharsets.UTF_8);

    refused(customer.handIn(faulty, "k", "2026-01-31"))
        .body(
            "errors.pointer",
            hasItems("/Tidredovisning/tidrapport/rapportRad[1]/dag", "#/neededBy"));
    customer
        .handIn(unreadable, "k", "soon")
        .then()
        .statusCode(400)
        .body("code", equalTo("not-xml"))
        .body("errors.pointer", contains("#/neededBy"));
  }

  @Test
  void anotherDateUnderTheSameKeyIsAnotherRequest() {
    byte[] document = customer.timeReport(UUID.randomUUID());
    customer.handIn(document, "k", "2099-12-05").then().statusCode(202);

    customer
        .handIn(document, "k", "2099-12-06")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));
    customer
        .handIn(document, "k", "2099-12-05")
        .then()
        .statusCode(202)
        .header("Idempotent-Replayed", "true");
  }

  @Test
  void theFirstDateStaysWhenTheSameBytesComeWithAnother() {
    byte[] document = customer.timeReport(UUID.randomUUID());
    String id =
        customer.handIn(document, "k", "2099-12-05").then().statusCode(202).extract().path("id");

    customer
        .handIn(document, "k2", "2099-12-24")
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("neededBy", equalTo("2099-12-05T23:00:00.000Z"));
  }

  @Test
  void whatWasHandedInBeforeItsDateIsStillFoundAfterIt() {
    byte[] document = customer.timeReport(UUID.randomUUID());
    Instant soon = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
    Response first = customer.handIn(document, "k", soon.toString());
    first.then().statusCode(202);
    Eventually.holds(() -> assertThat(Instant.now()).isAfter(soon));

    customer
        .handIn(document, "k", soon.toString())
        .then()
        .statusCode(202)
        .header("Idempotent-Replayed", "true");
    customer
        .handIn(document, "k2", soon.toString())
        .then()
        .statusCode(200)
        .body("id", equalTo(first.path("id")));
    post("/v1/submissions/validate?neededBy=" + soon, "application/xml", document)
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("errors", empty());
    String faulty = "?neededBy=" + soon + "&reference=" + "x".repeat(1000);
    List<String> codes =
        refused(post("/v1/submissions" + faulty, "application/xml", document))
            .extract()
            .path("errors.code");
    assertThat(codes).contains("already-passed").hasSize(2);
    post("/v1/submissions/validate" + faulty, "application/xml", document)
        .then()
        .statusCode(200)
        .body("errors.code", equalTo(codes));
  }

  private static ValidatableResponse refused(Response answer) {
    return answer.then().statusCode(422).body("code", equalTo("validation-failed"));
  }

  private static SubmissionAccepted told(String id) {
    try (var kafka = KafkaProbe.onTestServers()) {
      var record = kafka.await("sluss.intake", 1, sent -> sent.key().equals(id)).getFirst();
      return (SubmissionAccepted) EventJson.read(ACCEPTED, record.value());
    }
  }
}
