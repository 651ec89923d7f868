package se.sluss.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Events;
import se.sluss.intake.IntakeTest;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.Topic;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestServers;

@IntakeTest
class StatusIT extends OneSubmission {
  @Test
  void aSubmissionIsFollowedFromHandInToReceipt() {
    ReceiptId receipt = ReceiptId.next();
    tell(Topic.SIGNING, events.awaiting(SignerRole.ASSISTENT, SignerRole.ANORDNARE));
    awaitState("AWAITING_SIGNATURE");
    status()
        .then()
        .body("missingSignatures", contains("ASSISTENT", "ANORDNARE"))
        .body("links.delivery", nullValue())
        .body("links.document", equalTo("/v1/submissions/" + id() + "/document"));
    SigningOrderId order = SigningOrderId.next();
    tell(Topic.SIGNING, completed(order, SignerRole.ASSISTENT));
    tell(Topic.SIGNING, events.awaiting(SignerRole.ANORDNARE));
    Eventually.holds(
        () ->
            status()
                .then()
                .body("missingSignatures", contains("ANORDNARE"))
                .body("links.signingOrders", contains("/v1/signing-orders/" + order)));
    tell(Topic.SIGNING, events.signed());
    tell(Topic.SUBMITTER, events.queued(QueuedReason.SIGNED, 4));
    awaitState("QUEUED");
    status()
        .then()
        .body("missingSignatures", empty())
        .body("links.delivery", equalTo("/v1/deliveries/" + id()))
        .body("queue.position", equalTo(4))
        .body("queue.estimatedStart", equalTo(Events.turn(4).toString()))
        .body("queue.asOf", equalTo("2026-11-22T10:15:30.123Z"));
    tell(Topic.SUBMITTER, events.sending(1));
    awaitState("SENDING");
    status().then().body("queue", nullValue());
    tell(Topic.SUBMITTER, events.inDoubt(1));
    awaitState("IN_DOUBT");
    tell(Topic.SUBMITTER, events.sending(2));
    tell(Topic.SUBMITTER, events.received(2));
    awaitState("RECEIVED");
    tell(Topic.RECEIPTS, events.receipt(receipt, ReceiptOutcome.RECEIVED));

    Eventually.holds(
        () ->
            status()
                .then()
                .body("state", equalTo("RECEIVED"))
                .body("receipt.id", equalTo(receipt.value()))
                .body("receipt.txId", equalTo("tx-1"))
                .body("links.receipt", equalTo("/v1/receipts/" + receipt))
                .body("links.evidence", equalTo("/v1/receipts/" + receipt + "/evidence")));
    customer
        .call()
        .get("/v1/status?month=2026-11")
        .then()
        .statusCode(200)
        .body("data.submissionId", contains(id()))
        .body("sums.signed", equalTo(1))
        .body("sums.received", equalTo(1))
        .body("data[0].missingSignatures", empty())
        .body("data[0].handInAgain", equalTo(false))
        .body("data[0].receipt.id", equalTo(receipt.value()));
    List<String> states = status().path("history.state");
    assertThat(states)
        .startsWith("ACCEPTED", "AWAITING_SIGNATURE")
        .endsWith("QUEUED", "SENDING", "IN_DOUBT", "SENDING", "RECEIVED", "RECEIVED");
  }

  /** It has no place in a lane, since there is none; to its people it is signed all the same. */
  @Test
  void whatAllHaveSignedCountsAsSignedThoughItsVendorHasNoConnection() {
    status().then().body("missingSignatures", contains("ASSISTENT", "ANORDNARE"));
    month().body("sums.unsigned", equalTo(1)).body("sums.signed", equalTo(0));
    tell(Topic.SIGNING, events.awaiting(SignerRole.ASSISTENT, SignerRole.ANORDNARE));
    tell(Topic.SIGNING, events.awaiting(SignerRole.ANORDNARE));

    tell(Topic.SIGNING, events.signed());

    Eventually.holds(
        () -> status().then().body("history[-1].next", containsString("has a connection")));
    status()
        .then()
        .body("state", equalTo("AWAITING_SIGNATURE"))
        .body("missingSignatures", empty())
        .body("links.delivery", equalTo("/v1/deliveries/" + id()));
    month()
        .body("data[0].missingSignatures", empty())
        .body("sums.unsigned", equalTo(0))
        .body("sums.signed", equalTo(1))
        .body("sums.queued", equalTo(0));
  }

  private ValidatableResponse month() {
    return customer.call().get("/v1/status?month=2026-11").then().statusCode(200);
  }

  @Test
  void whatWasParkedIsSentAgainByAPersonAndEndedByAnother() {
    tell(Topic.SUBMITTER, events.sending(1));
    tell(Topic.SUBMITTER, events.parked());
    tell(Topic.SUBMITTER, events.resolved(Resolution.SEND_AGAIN));
    tell(Topic.SUBMITTER, events.queued(QueuedReason.OPERATOR, 1));
    tell(Topic.SUBMITTER, events.queued(QueuedReason.PLACE_CHANGED, 12));
    Eventually.holds(() -> status().then().body("queue.position", equalTo(12)));
    tell(Topic.SUBMITTER, events.sending(2));
    tell(Topic.SUBMITTER, events.parked());
    tell(Topic.SUBMITTER, events.resolved(Resolution.RECEIVED));
    awaitState("RECEIVED");

    assertThat(status().<List<String>>path("history.code"))
        .containsExactly(
            "ACCEPTED",
            "SENDING",
            "PARKED",
            "RESOLVED_SEND_AGAIN",
            "QUEUED_OPERATOR",
            "SENDING",
            "PARKED",
            "RESOLVED_RECEIVED");
    assertThat(status().<List<String>>path("history.why"))
        .last()
        .isEqualTo("A person decided that the authority has it: Support looked it up.");
  }

  @Test
  void lateAndRepeatedEventsMoveNothingBack() {
    EventId repeated = EventId.next();
    tell(Topic.SUBMITTER, events.queued(QueuedReason.SIGNED, 1));
    tell(Topic.SUBMITTER, events.sending(1), repeated);
    tell(Topic.SUBMITTER, events.received(1));
    awaitState("RECEIVED");

    tell(Topic.SUBMITTER, events.sending(1), repeated);
    ReceiptId receipt = ReceiptId.next();
    awaitApplied(
        List.of(
            tell(Topic.SUBMITTER, events.queued(QueuedReason.RESEND, 1)),
            tell(Topic.SIGNING, events.awaiting(SignerRole.ANORDNARE)),
            tell(Topic.SIGNING, events.expired()),
            tell(Topic.SUBMITTER, events.cancelled(Topic.SUBMITTER)),
            tell(Topic.RECEIPTS, events.receipt(receipt, ReceiptOutcome.RECEIVED))));

    status().then().body("receipt.id", equalTo(receipt.value()));
    status().then().body("state", equalTo("RECEIVED"));
    assertThat(status().<List<String>>path("history.state"))
        .containsExactly("ACCEPTED", "QUEUED", "SENDING", "RECEIVED", "RECEIVED");
  }

  @Test
  void aRefusalHasAReceiptWithoutTransaction() {
    tell(Topic.RECEIPTS, events.receipt(ReceiptId.next(), ReceiptOutcome.REFUSED));
    awaitState("REFUSED");

    status().then().body("receipt.id", notNullValue()).body("receipt.txId", nullValue());
  }

  @Test
  void theEntityTagChangesWithEveryChangeAndOnlyThen() {
    tell(Topic.SIGNING, events.awaiting(SignerRole.ANORDNARE));
    awaitState("AWAITING_SIGNATURE");
    String tag = status().header("ETag");

    get().header("If-None-Match", tag).get(path()).then().statusCode(304).header("ETag", tag);

    tell(Topic.SIGNING, events.signed());
    Eventually.holds(() -> get().header("If-None-Match", tag).get(path()).then().statusCode(200));
  }

  private void awaitApplied(List<EventId> ids) {
    for (EventId id : ids) {
      Eventually.holds(() -> assertThat(isMarked(id)).isTrue());
    }
  }

  private static boolean isMarked(EventId id) throws SQLException {
    try (Connection connection = TestServers.running(false).superuser();
        PreparedStatement statement =
            connection.prepareStatement("SELECT 1 FROM intake.inbox WHERE event_id = ?")) {
      statement.setString(1, id.value());
      return statement.executeQuery().next();
    }
  }

  private SigningOrderCompleted completed(SigningOrderId order, SignerRole role) {
    return new SigningOrderCompleted(
        order,
        events.ref().vendorId(),
        customer.tenant(),
        Mode.TEST,
        role,
        List.of(events.ref().submissionId()),
        Instant.now());
  }
}
