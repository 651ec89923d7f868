package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.SignedEntry;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

@IntakeTest
class HandInIT {
  @Inject Sealer sealer;

  @Test
  void aDocumentIsKeptToTheByteAndShownAsAccepted() throws Exception {
    Customer customer = Customer.inTestMode();
    UUID documentId = UUID.randomUUID();
    byte[] document = customer.timeReport(documentId);

    Response answer = customer.handIn(document);

    answer
        .then()
        .statusCode(202)
        .header("Sluss-Request-Id", startsWith("req_"))
        .header("Location", endsWith("/v1/submissions/" + answer.path("id")))
        .body("id", startsWith("sub_"))
        .body("service", equalTo("ELT"))
        .body("mode", equalTo("test"))
        .body("tenantId", equalTo(customer.tenantId()))
        .body("documentId", equalTo(documentId.toString()))
        .body("state", equalTo("ACCEPTED"))
        .body("documentSha256", equalTo(sha256(document)))
        .body("entry", equalTo(SignedEntry.of(HardenedXml.parse(document)).toString()))
        .body("requiredRoles", contains("ASSISTENT", "ANORDNARE"))
        .body("history.state", contains("ACCEPTED"))
        .body("queue", nullValue())
        .body("receipt", nullValue())
        .body("cancelRequestedAt", nullValue());
    Response kept = customer.call().get("/v1/submissions/" + answer.path("id") + "/document");
    kept.then().statusCode(200).contentType("application/xml");
    assertThat(kept.asByteArray()).isEqualTo(document);
  }

  @Test
  void whatLeavesForKafkaIsSealedAndOpensToTheSameBytes() {
    Customer customer = Customer.inTestMode();
    byte[] document = customer.notification(UUID.randomUUID());

    String id = customer.handIn(document).then().statusCode(202).extract().path("id");

    try (var kafka = KafkaProbe.onTestServers()) {
      ConsumerRecord<String, byte[]> record =
          kafka.await("sluss.intake", 1, sent -> sent.key().equals(id)).getFirst();
      assertThat(KafkaProbe.header(record, "ce_type")).contains("se.sluss.submission.accepted.v1");
      assertThat(new String(record.value(), StandardCharsets.UTF_8))
          .doesNotContain(TestPersons.ASSISTED, TestPersons.ASSISTANT, "Provberg", "Testlund")
          .doesNotContain(customer.organisationNumber());
      var event =
          (SubmissionAccepted) EventJson.read("se.sluss.submission.accepted.v1", record.value());
      assertThat(new String(event.sealedDocument().bytes(), StandardCharsets.UTF_8))
          .doesNotContain(TestPersons.ASSISTED, "Provberg");
      assertThat(event.requiredRoles()).map(Enum::name).containsExactly("ANORDNARE");
      assertThat(sealer.open(customer.tenant(), id, Purpose.DOCUMENT, event.sealedDocument()))
          .isEqualTo(document);
    }
  }

  @Test
  void aDocumentIdentifierIsOneTenantsInOneModeOnly() {
    Customer customer = Customer.inTestMode();
    Customer other = Customer.ofVendor(customer.vendorId(), "test");
    Customer live = customer.inMode("live");
    UUID documentId = UUID.randomUUID();
    customer.handIn(customer.timeReport(documentId)).then().statusCode(202);

    other.handIn(other.timeReport(documentId)).then().statusCode(202);
    live.handIn(customer.timeReport(documentId)).then().statusCode(202);
    customer.handIn(customer.notification(documentId)).then().statusCode(202);
  }

  @Test
  void fiftyAtOnceUnderFiftyKeysMakeOneSubmission() throws Exception {
    Customer customer = Customer.inTestMode();
    byte[] document = customer.timeReport(UUID.randomUUID());

    List<Response> answers = atOnce(50, () -> customer.handIn(document));

    assertThat(answers).map(Response::statusCode).containsOnly(202, 200);
    assertThat(answers.stream().filter(a -> a.statusCode() == 202)).hasSize(1);
    assertThat(answers).map(a -> (String) a.path("id")).containsOnly(onlySubmissionOf(customer));
  }

  @Test
  void twoDocumentsAtOnceUnderOneIdentifierMakeOneSubmissionAndConflicts() throws Exception {
    Customer customer = Customer.inTestMode();
    UUID documentId = UUID.randomUUID();
    byte[] one = customer.timeReport(documentId);
    byte[] other = replace(one, "<dag>3</dag>", "<dag>4</dag>");

    List<Response> answers =
        atOnce(20, () -> customer.handIn(Thread.currentThread().threadId() % 2 == 0 ? one : other));

    assertThat(answers.stream().filter(a -> a.statusCode() == 202)).hasSize(1);
    assertThat(answers).map(Response::statusCode).isSubsetOf(202, 200, 409);
    onlySubmissionOf(customer);
  }

  @Test
  void aVendorsClientNamesTheTenantItActsFor() {
    Customer customer = Customer.inTestMode();
    Customer vendor =
        new Customer(
            customer.vendorId(),
            customer.tenantId(),
            customer.organisationNumber(),
            customer.vendorKey());
    byte[] document = customer.timeReport(UUID.randomUUID());

    vendor.handIn(document).then().statusCode(422).body("code", equalTo("validation-failed"));
    vendor
        .call()
        .header("Sluss-Tenant", customer.tenantId())
        .header("Idempotency-Key", "k")
        .contentType("application/xml")
        .body(document)
        .post("/v1/submissions")
        .then()
        .statusCode(202)
        .body("tenantId", equalTo(customer.tenantId()));
    vendor
        .call()
        .header("Sluss-Tenant", Customer.inTestMode().tenantId())
        .header("Idempotency-Key", "k2")
        .contentType("application/xml")
        .body(document)
        .post("/v1/submissions")
        .then()
        .statusCode(404);
  }

  private static String onlySubmissionOf(Customer customer) {
    List<String> ids =
        customer.call().get("/v1/submissions").then().statusCode(200).extract().path("data.id");
    assertThat(ids).hasSize(1);
    return ids.getFirst();
  }

  private static List<Response> atOnce(int times, Callable<Response> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Response>> all =
          threads.invokeAll(IntStream.range(0, times).mapToObj(_ -> call).toList());
      return all.stream().map(Future::resultNow).toList();
    }
  }

  private static byte[] replace(byte[] document, String text, String by) {
    return new String(document, StandardCharsets.UTF_8)
        .replace(text, by)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
