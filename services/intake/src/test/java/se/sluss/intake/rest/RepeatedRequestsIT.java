package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.Customer;
import se.sluss.intake.Database;
import se.sluss.intake.Database.HeldTable;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.testsupport.TestPersons;

/**
 * The rules of the header Idempotency-Key, each a case of its own. That a process that is killed
 * between commit and answer keeps them too is shown by the system tests, and how long an answer is
 * kept by the kit.
 */
@IntakeTest
class RepeatedRequestsIT {
  private static final String KEY = "the key";

  private Customer customer;
  private byte[] document;

  @BeforeEach
  void aDocumentToHandIn() {
    customer = Customer.inTestMode();
    document = customer.timeReport(UUID.randomUUID());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"open", "\"a\" b", "nyckel-å"})
  void whatIsNoKeyIsRefused(String key) {
    customer
        .handIn(document, key)
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency-key-invalid"));
  }

  @Test
  void aKeyHasAtMost255Characters() {
    customer.handIn(document, "k".repeat(256)).then().statusCode(400);
    customer.handIn(document, "k".repeat(255)).then().statusCode(202);
  }

  @Test
  void bareAndQuotedAreOneKey() {
    Response first = customer.handIn(document, "abc");

    Response second = customer.handIn(document, "\"abc\"");

    second.then().statusCode(202).header("Idempotent-Replayed", "true");
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
  }

  @Test
  void theAnswerIsKeptInTheTransactionOfItsEffect() {
    customer.handIn(document, KEY).then().statusCode(202);

    List<String> transactions =
        Database.texts(
            """
            SELECT xmin::text FROM intake.submission WHERE vendor_id = '%1$s' UNION ALL
            SELECT xmin::text FROM intake.idempotent_answer WHERE vendor_id = '%1$s'
            """
                .formatted(customer.vendorId()));
    assertThat(transactions).hasSize(2);
    assertThat(Set.copyOf(transactions)).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void theKeyOfAnotherRequestIsRefusedAndNothingIsDone(
      String what, String type, String query, byte[] body) {
    customer.handIn(document, KEY).then().statusCode(202);
    byte[] sent = body.length == 0 ? document : body;

    customer
        .call()
        .header("Idempotency-Key", KEY)
        .contentType(type)
        .body(sent)
        .post("/v1/submissions" + query)
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));

    assertThat(submissionsOf(customer)).hasSize(1);
  }

  static Stream<Arguments> theKeyOfAnotherRequestIsRefusedAndNothingIsDone() {
    Customer someone = new Customer("", "", TestPersons.organisationNumber(1), "");
    byte[] another = someone.timeReport(UUID.randomUUID());
    return Stream.of(
        arguments("another document", "application/xml", "", another),
        arguments("a faulty one", "application/xml", "", "no xml".getBytes(StandardCharsets.UTF_8)),
        arguments("another query", "application/xml", "?reference=other", new byte[0]),
        arguments(
            "another media type",
            "application/json",
            "",
            JsonDocuments.notification(UUID.randomUUID(), someone.organisationNumber())
                .toString()
                .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aBodyThatIsIndentedAnewIsAnotherBody() {
    customer.handIn(document, KEY).then().statusCode(202);

    customer
        .handIn(replace(document, "<dag>", "\n<dag>"), KEY)
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));
  }

  @Test
  void whileTheFirstIsAtWorkTheSecondIsToldToWait() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Response> first;
      try (HeldTable held = Database.hold("intake.submission")) {
        first = threads.submit(() -> customer.handIn(document, KEY));
        held.awaitSomeoneWaiting();

        customer
            .handIn(document, KEY)
            .then()
            .statusCode(409)
            .header("Retry-After", "1")
            .body("code", equalTo("idempotency-key-in-flight"));
      }
      first.get().then().statusCode(202);
    }
    customer.handIn(document, KEY).then().statusCode(202).header("Idempotent-Replayed", "true");
  }

  @Test
  void fiftyAtOnceUnderOneKeyMakeOneSubmission() throws Exception {
    List<Response> answers = fiftyAtOnce();

    assertThat(answers).map(Response::statusCode).isSubsetOf(202, 409).contains(202);
    assertThat(answers.stream().filter(a -> a.statusCode() == 202).map(Response::asString))
        .containsOnly(customer.handIn(document, KEY).asString());
    assertThat(answers.stream().filter(a -> a.statusCode() == 409).map(a -> a.path("code")))
        .allMatch("idempotency-key-in-flight"::equals);
    assertThat(submissionsOf(customer)).hasSize(1);
  }

  @Test
  void fiftyAtOnceOfWhatIsFinishedAllGetItsAnswer() throws Exception {
    String first = customer.handIn(document, KEY).then().statusCode(202).extract().asString();
    List<Response> answers = fiftyAtOnce();

    assertThat(answers).extracting(Response::statusCode).containsOnly(202);
    assertThat(answers).extracting(Response::asString).containsOnly(first);
    assertThat(answers)
        .extracting(answer -> answer.header("Idempotent-Replayed"))
        .containsOnly("true");
  }

  private List<Response> fiftyAtOnce() throws InterruptedException {
    Callable<Response> call = () -> customer.handIn(document, KEY);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(Collections.nCopies(50, call)).stream()
          .map(Future::resultNow)
          .toList();
    }
  }

  @Test
  void aRequestThatIsNotAuthorisedLeavesItsKeyFree() {
    new Customer(
            customer.vendorId(),
            customer.tenantId(),
            customer.organisationNumber(),
            customer.key() + "x")
        .handIn(document, KEY)
        .then()
        .statusCode(401);
    customer.withScopes("submissions:read").handIn(document, KEY).then().statusCode(403);

    handedInAnew();
  }

  @Test
  void aRefusedDocumentLeavesItsKeyFree() {
    customer
        .handIn(replace(document, "<dag>3</dag>", "<dag>32</dag>"), KEY)
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"));

    handedInAnew();
  }

  @Test
  void aRequestBeyondTheQuotaLeavesItsKeyFree() {
    quota(Optional.of(1));
    Response refused = customer.call().get("/v1/submissions");
    // The quota is of a minute; a new one may have begun, or be about to.
    while (refused.statusCode() != 429 || Integer.parseInt(refused.header("Retry-After")) < 10) {
      refused = customer.call().get("/v1/submissions");
    }
    customer.handIn(document, KEY).then().statusCode(429).body("code", equalTo("quota-exceeded"));
    quota(Optional.empty());

    handedInAnew();
  }

  @Test
  void aRequestThatIsRolledBackLeavesItsKeyFree() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HeldTable held = Database.hold("intake.submission")) {
      Future<Response> answer = threads.submit(() -> customer.handIn(document, KEY));
      while (!answer.isDone()) {
        held.endWhoeverWaits();
      }

      answer.get().then().statusCode(503).body("code", equalTo("unavailable"));
    }
    handedInAnew();
  }

  @Test
  void aKeyIsOneOwnersInOneModeForOnePath() {
    customer.handIn(document, KEY).then().statusCode(202);

    Customer neighbour = Customer.ofVendor(customer.vendorId(), "test");
    isNew(neighbour.handIn(neighbour.timeReport(UUID.randomUUID()), KEY));
    isNew(customer.inMode("live").handIn(document, KEY));
    isNew(
        customer
            .call()
            .header("Idempotency-Key", KEY)
            .contentType("application/json")
            .body(
                "{\"documents\": [%s]}"
                    .formatted(
                        JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber())))
            .post("/v1/submission-batches"));
  }

  @Test
  void anotherCredentialOfTheSameOwnerGetsTheStoredAnswer() {
    Response first = customer.handIn(document, KEY);

    Response second = customer.inMode("test").handIn(document, KEY);

    second.then().statusCode(202).header("Idempotent-Replayed", "true");
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
  }

  @Test
  void whoeverMayNotAskIsNotToldTheStoredAnswer() {
    customer.handIn(document, KEY).then().statusCode(202);

    customer
        .withScopes("submissions:read")
        .handIn(document, KEY)
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void theSameBytesUnderAnotherKeyLeadToTheSameSubmission() {
    String id = customer.handIn(document, KEY).then().statusCode(202).extract().path("id");

    customer.handIn(document, "another key").then().statusCode(200).body("id", equalTo(id));
  }

  @Test
  void otherBytesUnderAUsedDocumentIdentifierAreAConflictUnderAnyKey() {
    customer.handIn(document, KEY).then().statusCode(202);

    customer
        .handIn(replace(document, "<dag>3</dag>", "<dag>4</dag>"), "another key")
        .then()
        .statusCode(409)
        .body("code", equalTo("document-id-conflict"));
    assertThat(submissionsOf(customer)).hasSize(1);
  }

  private void handedInAnew() {
    isNew(customer.handIn(document, KEY));
    assertThat(submissionsOf(customer)).hasSize(1);
  }

  private static void isNew(Response answer) {
    answer.then().statusCode(202).header("Idempotent-Replayed", nullValue());
  }

  private void quota(Optional<Integer> requestsPerMinute) {
    var settings = new HashMap<String, Object>();
    requestsPerMinute.ifPresent(most -> settings.put("requestsPerMinute", most));
    String tenant = "/v1/tenants/" + customer.tenantId();
    Customer.administrator()
        .header("If-Match", Customer.administrator().get(tenant).header("ETag"))
        .body(settings)
        .put(tenant + "/settings")
        .then()
        .statusCode(200);
  }

  private static List<String> submissionsOf(Customer customer) {
    return customer.call().get("/v1/submissions").then().statusCode(200).extract().path("data.id");
  }

  private static byte[] replace(byte[] document, String text, String by) {
    return new String(document, StandardCharsets.UTF_8)
        .replace(text, by)
        .getBytes(StandardCharsets.UTF_8);
  }
}
