package se.sluss.intake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

@IntakeTest
class RefusedDocumentsIT {
  private static final String BAD_NUMBER = "189001019803";
  private static final int LIMIT = 2 * 1024 * 1024;

  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @Test
  void whatIsNotXmlIsNotXml() {
    refused(customer.handIn(utf8("<a><b></a>")), 400, "not-xml");
    refused(customer.handIn(new byte[0]), 400, "not-xml");
  }

  @Test
  void aNamespaceByARelativeAddressIsRefusedAndHoldsUpNoneOfItsBatch() {
    byte[] sound = customer.notification(UUID.randomUUID());
    byte[] relative =
        utf8(
            text(customer.notification(UUID.randomUUID()))
                .replace(" xmlns=", " xmlns:a='b' xmlns="));

    refused(customer.handIn(relative), 400, "not-xml");
    customer
        .call()
        .header("Idempotency-Key", "batch")
        .contentType("application/json")
        .body(
            "{\"documents\":[{\"documentXml\":\"%s\"},{\"documentXml\":\"%s\"}]}"
                .formatted(
                    Base64.getEncoder().encodeToString(relative),
                    Base64.getEncoder().encodeToString(sound)))
        .post("/v1/submission-batches")
        .then()
        .statusCode(202)
        .body("results.status", contains(400, 202));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "a/b/c", ";", "/"})
  void contentOfNoTypeIsRefused(String type) throws Exception {
    assertThat(raw("POST", "/v1/submissions", type)).contains(" 415 ", "media-type-not-supported");
  }

  @Test
  void textThatTheDatabaseCannotHoldIsNobodysAndNothing() throws Exception {
    for (String path :
        List.of("/v1/submissions/%00", "/v1/submissions/sub_%00/document", "/v1/clients/%00")) {
      assertThat(raw("GET", path, "text/plain")).contains(" 404 ", "not-found");
    }
    assertThat(raw("GET", "/v1/submissions?reference=a%00b", "text/plain"))
        .contains(" 400 ", "bad-request");
    for (String reference : List.of("a\\u0000b", "A\\udc00")) {
      refused(
          customer
              .call()
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .contentType("application/json")
              .body(
                  "{\"reference\":\"%s\",\"documentXml\":\"%s\"}"
                      .formatted(
                          reference,
                          Base64.getEncoder()
                              .encodeToString(customer.notification(UUID.randomUUID()))))
              .post("/v1/submissions"),
          422,
          "validation-failed");
    }
  }

  @Test
  void judgingWhatIsNoXmlTellsTheRestAsWell() {
    Response answer =
        customer
            .call()
            .contentType("application/xml")
            .body("<no".getBytes(UTF_8))
            .post("/v1/submissions/validate?neededBy=soon");

    refused(answer, 400, "not-xml");
    answer.then().body("errors.pointer", contains("#/neededBy"));
  }

  @Test
  void whatTheQuerySaysOfJsonIsRefusedAndNotPassedOver() {
    customer
        .call()
        .header("Idempotency-Key", "query")
        .contentType("application/json")
        .body(
            "{\"documentXml\":\"%s\"}"
                .formatted(
                    Base64.getEncoder().encodeToString(customer.notification(UUID.randomUUID()))))
        .post("/v1/submissions?neededBy=2099-12-05&reference=mine")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/neededBy", "#/reference"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"neededBy=", "neededBy", "reference="})
  void whatIsSaidWithNothingIsRefused(String query) {
    refused(
        customer
            .call()
            .header("Idempotency-Key", "nothing")
            .contentType("application/xml")
            .body(customer.notification(UUID.randomUUID()))
            .post("/v1/submissions?" + query),
        422,
        "validation-failed");
  }

  /** As no client library would send it. */
  private String raw(String method, String path, String type) throws Exception {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket
          .getOutputStream()
          .write(
              utf8(
                  "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                      .formatted(method, path, customer.key(), type)));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void aDocumentTypeIsRefused() {
    refused(
        customer.handIn(utf8("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")), 422, "doctype-refused");
  }

  @Test
  void anUnknownRootIsRefused() {
    refused(customer.handIn(utf8("<a xmlns='urn:b'/>")), 422, "unknown-document");
  }

  @Test
  void everyFaultOfADocumentIsToldAtOnceWithItsPlace() {
    byte[] document =
        utf8(
            text(TestDocuments.timeReport(
                    UUID.randomUUID(),
                    TestPersons.organisationNumber(9_999),
                    BAD_NUMBER,
                    TestPersons.ASSISTANT))
                .replace("<fromTid>07.30</fromTid>", "<fromTid>half past</fromTid>"));

    Response answer = customer.handIn(document);

    refused(answer, 422, "validation-failed");
    List<String> faults = new ArrayList<>();
    List<String> pointers = answer.path("errors.pointer");
    List<String> codes = answer.path("errors.code");
    for (int i = 0; i < pointers.size(); i++) {
      faults.add(pointers.get(i) + " " + codes.get(i));
    }
    assertThat(faults)
        .containsExactlyInAnyOrder(
            "/Tidredovisning/tidrapport/rapportRad[1]/fromTid wrong-pattern",
            "/Tidredovisning/personSomHarAssistans/personnummer wrong-check-digit",
            "/Tidredovisning/assistansanordnare/organisationsnummer not-the-tenants");
    assertThat(answer.asString())
        .doesNotContain(BAD_NUMBER, TestPersons.ASSISTANT, "half past", "Provberg")
        .doesNotContain(TestPersons.organisationNumber(9_999), customer.organisationNumber());
  }

  @Test
  void anotherProvidersDocumentIsRefused() {
    Customer other = Customer.inTestMode();

    Response answer = customer.handIn(other.notification(UUID.randomUUID()));

    refused(answer, 422, "validation-failed");
    answer.then().body("errors.code", hasItem("not-the-tenants"));
  }

  @Test
  void anAssistedPersonWhoEmploysNamesNoProvider() {
    String text = text(customer.timeReport(UUID.randomUUID()));

    customer
        .handIn(
            utf8(
                text.replaceAll(
                    "(?s)<assistansanordnare>.*</assistansanordnare>",
                    "<anstalldAvPersonSomHarAssistans>true</anstalldAvPersonSomHarAssistans>")))
        .then()
        .statusCode(202);
  }

  @Test
  void whatIsLargerThanTheLimitIsTooLarge() {
    byte[] document = customer.timeReport(UUID.randomUUID());

    refused(customer.handIn(padded(document, LIMIT + 1)), 413, "too-large");
    customer.handIn(padded(document, LIMIT)).then().statusCode(202);
  }

  @Test
  void anotherMediaTypeIsRefused() {
    Response answer =
        customer
            .call()
            .header("Idempotency-Key", "k")
            .contentType("text/plain")
            .body("{}")
            .post("/v1/submissions");

    refused(answer, 415, "media-type-not-supported");
  }

  @Test
  void aMissingIdempotencyKeyIsRefused() {
    Response answer =
        customer
            .call()
            .contentType("application/xml")
            .body(customer.timeReport(UUID.randomUUID()))
            .post("/v1/submissions");

    refused(answer, 400, "idempotency-key-missing");
  }

  @Test
  void nothingOfARefusedDocumentIsLogged() {
    var lines = new CopyOnWriteArrayList<String>();
    Handler listener = listener(lines);
    Logger root = Logger.getLogger("");
    root.addHandler(listener);
    try {
      String text = text(customer.timeReport(UUID.randomUUID()));
      customer.handIn(utf8(text.replace("</assistent>", "")));
      customer.handIn(utf8(text.replace(TestPersons.ASSISTED, BAD_NUMBER)));
      customer.handIn(utf8(text.replace("<dag>3</dag>", "<dag>" + BAD_NUMBER + "</dag>")));
      customer.handIn(utf8(text));
      Logger.getLogger("se.sluss.test").info("the listener listens");
    } finally {
      root.removeHandler(listener);
    }

    assertThat(lines).anyMatch(line -> line.contains("the listener listens"));
    assertThat(String.join("\n", lines))
        .doesNotContain(BAD_NUMBER, TestPersons.ASSISTED, TestPersons.ASSISTANT, "Provberg")
        .doesNotContain(customer.key(), customer.organisationNumber());
  }

  private static void refused(Response answer, int status, String code) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("status", equalTo(status));
  }

  private static Handler listener(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        String message =
            entry instanceof ExtLogRecord ext ? ext.getFormattedMessage() : entry.getMessage();
        lines.add(entry.getLoggerName() + " " + message + " " + entry.getThrown());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static byte[] padded(byte[] document, int size) {
    byte[] padded = new byte[size];
    Arrays.fill(padded, (byte) '\n');
    System.arraycopy(document, 0, padded, 0, document.length);
    return padded;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
