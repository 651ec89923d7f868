package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.ReceiptStored;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.EventId;
import se.sluss.receipts.store.EventTable;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestServers;

@RoomTest
class ReceiptsIT {
  private static final String DEAD_LETTERS = "sluss.submitter.receipts.dlq";
  private static final Rooms ROOMS = new Rooms();

  @Inject EventTable events;
  @Inject Transactions transactions;

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void receivedSubmissionHasAReceiptWithTxIdAndOrigin() {
    Caller caller = Caller.tenant(ROOMS);
    SubmissionRef submission = Rooms.submission(caller);
    String origin = KafkaProbe.newTraceparent();

    ROOMS.tell(EventId.next(), ROOMS.received(submission, "tx-4711"), origin);

    String id = receiptOf(caller, submission);
    caller
        .get("/v1/receipts/" + id)
        .then()
        .statusCode(200)
        .body("submissionId", equalTo(submission.submissionId().value()))
        .body("tenantId", equalTo(submission.tenantId().value()))
        .body("outcome", equalTo("RECEIVED"))
        .body("txId", equalTo("tx-4711"))
        .body("refusal", nullValue())
        .body("source", equalTo("AUTHORITY"))
        .body("resolution", nullValue())
        .body("attemptNumber", equalTo(1))
        .body("mode", equalTo("test"))
        .body("traceId", equalTo(origin.substring(3, 35)));
  }

  @Test
  void refusalShowsTheAuthoritysWordsToItsOwnerOnly() throws SQLException {
    Caller caller = Caller.tenant(ROOMS);
    SubmissionRef submission = Rooms.submission(caller);

    ROOMS.tell(ROOMS.refused(submission, "Fältet tidsomfattning saknas"));

    caller
        .get("/v1/receipts/" + receiptOf(caller, submission))
        .then()
        .body("outcome", equalTo("REFUSED"))
        .body("txId", nullValue())
        .body("refusal.reason", equalTo("XML_VALIDATION"))
        .body("refusal.message", equalTo("Fältet tidsomfattning saknas"));
    assertThat(caller.get("/v1/events").asString()).doesNotContain("tidsomfattning");
    assertThat(dump("SELECT encode(sealed_message, 'escape') FROM receipt"))
        .isNotEmpty()
        .noneMatch(text -> text.contains("tidsomfattning"));
  }

  @Test
  void aPersonsDecisionHasAReceiptWithReasonAndWithoutACall() {
    Caller caller = Caller.tenant(ROOMS);
    SubmissionRef found = Rooms.submission(caller);
    SubmissionRef lost = Rooms.submission(caller);

    ROOMS.tell(Rooms.resolved(found, Resolution.RECEIVED, Optional.of("tx-told")));
    ROOMS.tell(Rooms.resolved(lost, Resolution.REFUSED, Optional.empty()));

    caller
        .get("/v1/receipts/" + receiptOf(caller, found))
        .then()
        .body("outcome", equalTo("RECEIVED"))
        .body("txId", equalTo("tx-told"))
        .body("source", equalTo("OPERATOR"))
        .body("resolution.reason", equalTo("The authority's support looked it up."))
        .body("resolution.resolvedBy", equalTo("administrator"))
        .body("attemptId", nullValue())
        .body("attemptNumber", nullValue());
    caller
        .get("/v1/receipts/" + receiptOf(caller, lost))
        .then()
        .body("outcome", equalTo("REFUSED"))
        .body("txId", nullValue())
        .body("refusal", nullValue())
        .body("source", equalTo("OPERATOR"));
    awaitEvents(caller, 2);
    assertThat(caller.get("/v1/events").asString())
        .contains("OPERATOR")
        .doesNotContain("support looked");
  }

  @Test
  void sameEventTwiceMakesOneReceiptAndOneEvent() {
    Caller caller = Caller.tenant(ROOMS);
    SubmissionRef submission = Rooms.submission(caller);
    SubmissionReceived event = ROOMS.received(submission, "tx-1");
    EventId id = EventId.next();

    ROOMS.tell(id, event, "");
    ROOMS.tell(id, event, "");
    // Of the same submission, so that it is read after both.
    ROOMS.tell(Rooms.queued(submission));

    awaitEvents(caller, 2);
    caller
        .get("/v1/events")
        .then()
        .body("data.type", org.hamcrest.Matchers.hasItems("submission.received"))
        .body("data.findAll { it.id == '" + id + "' }", hasSize(1));
    caller.get("/v1/receipts").then().body("data", hasSize(1));
    assertThat(ROOMS.kafka().all(DEAD_LETTERS))
        .noneMatch(
            record -> KafkaProbe.header(record, "ce_id").filter(id.value()::equals).isPresent());
  }

  @Test
  void secondFinalAnswerChangesNothingAndLiesWithTheDeadLetters() {
    Caller caller = Caller.tenant(ROOMS);
    SubmissionRef submission = Rooms.submission(caller);
    ROOMS.tell(ROOMS.received(submission, "tx-first"));
    String receipt = receiptOf(caller, submission);

    EventId second = ROOMS.tell(ROOMS.refused(submission, "too late"));

    ROOMS
        .kafka()
        .await(
            DEAD_LETTERS,
            1,
            record ->
                KafkaProbe.header(record, "ce_id").filter(second.value()::equals).isPresent());
    caller
        .get("/v1/receipts/" + receipt)
        .then()
        .body("outcome", equalTo("RECEIVED"))
        .body("txId", equalTo("tx-first"));
    awaitEvents(caller, 1);
    caller.get("/v1/events").then().body("data.type", contains("submission.received"));
  }

  @Test
  void receiptIsToldToTheOtherRoomsWithItsOrigin() {
    Caller caller = Caller.tenant(ROOMS);
    SubmissionRef submission = Rooms.submission(caller);
    String origin = KafkaProbe.newTraceparent();

    ROOMS.tell(EventId.next(), ROOMS.received(submission, "tx-9"), origin);

    var record =
        ROOMS
            .kafka()
            .await(
                "sluss.receipts", 1, told -> submission.submissionId().value().equals(told.key()))
            .getFirst();
    assertThat(KafkaProbe.header(record, "ce_traceparent")).contains(origin);
    assertThat(EventJson.read(KafkaProbe.header(record, "ce_type").orElseThrow(), record.value()))
        .isInstanceOfSatisfying(
            ReceiptStored.class,
            stored -> {
              assertThat(stored.submission()).isEqualTo(submission);
              assertThat(stored.outcome()).isEqualTo(ReceiptOutcome.RECEIVED);
              assertThat(stored.txId()).contains("tx-9");
              assertThat(stored.receiptId().value()).isEqualTo(receiptOf(caller, submission));
            });
  }

  @Test
  void eventsOfASubmissionAreNumberedAndListedInOrderAcrossPages() {
    Caller caller = Caller.tenant(ROOMS);
    SubmissionRef submission = Rooms.submission(caller);
    for (int i = 0; i < 4; i++) {
      ROOMS.tell(Rooms.queued(submission));
    }
    ROOMS.tell(ROOMS.received(submission, "tx"));
    awaitEvents(caller, 5);

    Response first = caller.get("/v1/events?limit=3");
    Response second = caller.get("/v1/events?limit=3&cursor=" + first.path("nextCursor"));

    first.then().body("data.data.sequence", contains(1, 2, 3));
    second
        .then()
        .body("data.data.sequence", contains(4, 5))
        .body("data[1].type", equalTo("submission.received"))
        .body("nextCursor", nullValue());

    // and what comes later is found from the last event's own cursor
    String last = second.path("data[1].cursor");
    caller.get("/v1/events?cursor=" + last).then().body("data", hasSize(0));
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits("/v1/events?cursor=" + last, "data.size()", 1);
  }

  @Test
  void cursorOfAnotherListOrCallerIsRefused() {
    Caller caller = Caller.tenant(ROOMS);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    awaitEvents(caller, 1);
    String cursor = caller.get("/v1/events").path("data[0].cursor");

    for (Response refused :
        List.of(
            caller.get("/v1/receipts?cursor=" + cursor),
            Caller.tenant(ROOMS).get("/v1/events?cursor=" + cursor),
            caller.get("/v1/events?cursor=AAAA"))) {
      refused.then().statusCode(400).body("code", equalTo("invalid-cursor"));
    }
  }

  @Test
  void placeInTheListBeyondAllThatWasWrittenIsKnownAsSuch() {
    Caller caller = Caller.tenant(ROOMS);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    awaitEvents(caller, 1);
    String newest =
        Database.text(
            "SELECT written_in || ':' || position FROM public_event"
                + " ORDER BY position DESC LIMIT 1");

    assertThat(transactions.asSystem(() -> events.reaches(newest))).isTrue();
    assertThat(transactions.asSystem(() -> events.reaches("9" + newest))).isFalse();
  }

  @Test
  void notEvenTheDatabaseLetsAReceiptBeChanged() throws SQLException {
    Caller caller = Caller.tenant(ROOMS);
    SubmissionRef submission = Rooms.submission(caller);
    ROOMS.tell(ROOMS.received(submission, "tx"));
    String id = receiptOf(caller, submission);

    try (Connection connection = TestServers.running(false).superuser();
        Statement statement = connection.createStatement()) {
      Assertions.assertThatThrownBy(
              () ->
                  statement.execute(
                      "UPDATE receipts.receipt SET tx_id = 'other' WHERE id = '" + id + "'"))
          .hasMessageContaining("final");
    }
  }

  @Test
  void contractIsServedToEverybody() {
    String contract =
        io.restassured.RestAssured.get("/openapi").then().statusCode(200).extract().asString();

    assertThat(contract).startsWith("openapi: 3.1");
  }

  private static List<String> dump(String query) throws SQLException {
    try (Connection connection = TestServers.running(false).superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = receipts");
      var rows = statement.executeQuery(query);
      var texts = new java.util.ArrayList<String>();
      while (rows.next()) {
        if (rows.getString(1) != null) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }
  }

  private static String receiptOf(Caller caller, SubmissionRef submission) {
    List<Map<String, Object>> found =
        Eventually.value(
            () -> caller.get("/v1/receipts?submissionId=" + submission.submissionId()).path("data"),
            data -> !data.isEmpty());
    return (String) found.getFirst().get("id");
  }

  private static void awaitEvents(Caller caller, int count) {
    caller.awaits("/v1/events", "data.size()", count);
  }
}
