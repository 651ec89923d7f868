package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.Customer;
import se.sluss.intake.Database;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.model.id.SubmissionId;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** Of reports of one person, assistant and month all but the first are warned of. */
@IntakeTest
class ReportsAtOnceIT {
  private static final int AT_ONCE = 12;

  /** For what does not wait, long enough for any machine. */
  private static final long SOON_SECONDS = 20;

  private Customer customer;

  @BeforeEach
  void register() {
    customer = Customer.inTestMode();
  }

  /** Eleven months of them, since not all that come together share a transaction. */
  @Test
  void ofManyThatComeTogetherOneIsNotWarnedOf() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int month = 1; month <= 11; month++) {
        YearMonth ofBurst = YearMonth.of(2026, month);
        List<Response> answers = new ArrayList<>();
        for (Future<Response> answer :
            clients.invokeAll(
                Collections.<Callable<Response>>nCopies(
                    AT_ONCE, () -> handIn(ofMonth(ofBurst, TestPersons.ASSISTED))))) {
          answers.add(answer.get());
        }

        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        assertThat(answers.stream().map(ReportsAtOnceIT::warnings))
            .containsOnly(List.of(), List.of("duplicate-report"))
            .containsOnlyOnce(List.of());
      }
    }
  }

  /** Of the month's first report, and of one after a report that was cancelled. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void oneThatComesWhileAnotherIsBeingAddedIsWarnedOfOnceThatIsThere(int number) throws Exception {
    handedInWhileAnotherIsBeingAdded(number, Connection::commit)
        .body("warnings.code", contains("duplicate-report"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void oneThatComesWhileAnotherIsBeingAddedInVainIsTheFirst(int number) throws Exception {
    handedInWhileAnotherIsBeingAdded(number, Connection::rollback).body("warnings", empty());
  }

  /** What becomes of the other one is decided once this one waits for it. */
  private ValidatableResponse handedInWhileAnotherIsBeingAdded(
      int number, ThrowingConsumer<Connection> decision) throws Exception {
    cancelled(number - 1);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        Connection added = beingAdded(number)) {
      Future<Response> waiting = clients.submit(() -> customer.handIn(report()));
      Database.awaitWaiting(1);
      decision.accept(added);
      return waiting.get().then().statusCode(202);
    }
  }

  @Test
  void oneThatIsWarnedAnywayWaitsForNobody() throws Exception {
    customer.handIn(report()).then().statusCode(202);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        Connection _ = beingAdded(2)) {
      clients
          .submit(() -> customer.handIn(report()))
          .get(SOON_SECONDS, TimeUnit.SECONDS)
          .then()
          .statusCode(202)
          .body("warnings.code", contains("duplicate-report"));
    }
  }

  @Test
  void oneAfterACancelledOneIsTheFirstAgain() {
    cancelled(2);

    customer.handIn(report()).then().statusCode(202).body("warnings", empty());
    customer
        .handIn(report())
        .then()
        .statusCode(202)
        .body("warnings.code", contains("duplicate-report"));
  }

  /** An older release, while its replicas are replaced, gives reports no numbers. */
  @Test
  void oneAfterThoseOfAnOlderReleaseIsWarnedOf() {
    String old = customer.handIn(report()).path("id");
    Database.execute(
        "UPDATE intake.submission SET report_number = NULL WHERE id = '%s'".formatted(old));

    customer
        .handIn(report())
        .then()
        .statusCode(202)
        .body("warnings.code", contains("duplicate-report"));
  }

  /** Else two of them over the same people, each in another order, would wait for each other. */
  @Test
  void batchThatWaitsForSomeoneElsesReportHoldsUpNoneThatComesAfterItInOrder() throws Exception {
    List<String> people =
        Stream.of(TestPersons.ASSISTED, TestPersons.THIRD, TestPersons.FOURTH).sorted().toList();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        Connection added = beingAdded(1, people.getFirst())) {
      Future<Response> batch = clients.submit(() -> handInBatch(people.reversed()));
      Database.awaitWaiting(1);

      for (String person : people.subList(1, people.size())) {
        Future<Response> alone =
            clients.submit(() -> customer.handIn(report(person, UUID.randomUUID())));
        assertThat(warnings(alone.get(SOON_SECONDS, TimeUnit.SECONDS))).isEmpty();
      }
      added.commit();

      assertThat(batch.get().<List<Integer>>path("results.status")).containsOnly(202).hasSize(3);
      assertThat(batch.get().<List<List<String>>>path("results.warnings.code").stream())
          .containsOnly(List.of("duplicate-report"));
    }
  }

  /** Two of each person in every batch, ordered against each other. */
  @Test
  void ofReportsInBatchesThatComeTogetherOneOfEachPersonIsNotWarnedOf() throws Exception {
    List<String> people = List.of(TestPersons.ASSISTED, TestPersons.THIRD, TestPersons.FOURTH);
    List<String> twice = Stream.concat(people.stream(), people.reversed().stream()).toList();
    List<Callable<Response>> batches = Collections.nCopies(4, () -> handInBatch(twice));
    List<List<String>> warnings = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Response> answer : clients.invokeAll(batches)) {
        assertThat(answer.get().<List<Integer>>path("results.status"))
            .containsOnly(202)
            .hasSameSizeAs(twice);
        warnings.addAll(answer.get().<List<List<String>>>path("results.warnings.code"));
      }
    }

    assertThat(warnings.stream().filter(Collection::isEmpty)).hasSameSizeAs(people);
  }

  /** Whoever they are about, and so wherever they are in the order. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofOneIdentifierInABatchTheFirstIsTaken(boolean oldestFirst) {
    List<String> people =
        Stream.of(TestPersons.ASSISTED, TestPersons.THIRD)
            .sorted(oldestFirst ? Comparator.naturalOrder() : Comparator.reverseOrder())
            .toList();
    UUID document = UUID.randomUUID();

    Response answer =
        handInBatch(people.stream().map(person -> report(person, document)).toArray(byte[][]::new));

    assertThat(answer.<List<Integer>>path("results.status")).containsExactly(202, 409);
  }

  private byte[] report() {
    return report(TestPersons.ASSISTED, UUID.randomUUID());
  }

  private byte[] report(String person, UUID document) {
    return TestDocuments.timeReport(
        document, customer.organisationNumber(), person, TestPersons.ASSISTANT);
  }

  private Response handInBatch(List<String> people) {
    return handInBatch(
        people.stream().map(person -> report(person, UUID.randomUUID())).toArray(byte[][]::new));
  }

  private Response handInBatch(byte[]... documents) {
    ObjectNode batch = new ObjectMapper().createObjectNode();
    ArrayNode all = batch.putArray("documents");
    for (byte[] document : documents) {
      all.addObject().put("documentXml", document);
    }
    return post("/v1/submission-batches", batch);
  }

  private ObjectNode ofMonth(YearMonth month, String person) {
    ObjectNode report = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    ((ObjectNode) report.path("document")).put("month", month.toString());
    ((ObjectNode) report.at("/document/assistedPerson")).put("personalNumber", person);
    return report;
  }

  private Response handIn(ObjectNode document) {
    return post("/v1/submissions", document);
  }

  private Response post(String path, ObjectNode body) {
    return customer
        .call()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(body.toString())
        .post(path);
  }

  /** So many reports that no longer count. */
  private void cancelled(int reports) {
    for (int i = 0; i < reports; i++) {
      String id = customer.handIn(report()).path("id");
      Database.execute(
          "UPDATE intake.submission SET state = 'CANCELLED' WHERE id = '%s'".formatted(id));
    }
  }

  private Connection beingAdded(int number) {
    return beingAdded(number, TestPersons.ASSISTED);
  }

  /** A report of this number, as another process adds it: neither there nor away. */
  private Connection beingAdded(int number, String person) {
    String like = handIn(ofMonth(YearMonth.of(2026, 10), person)).path("id");
    return Database.undecided(
        """
        INSERT INTO intake.submission
        SELECT (jsonb_populate_record(row, jsonb_build_object('id', '%s', 'document_id', '%s',
          'month', '2026-11', 'report_number', %d))).*
        FROM intake.submission AS row WHERE id = '%s'
        """
            .formatted(SubmissionId.next(), UUID.randomUUID(), number, like));
  }

  private static List<String> warnings(Response answer) {
    return answer.path("warnings.code");
  }
}
