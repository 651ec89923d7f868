package se.sluss.submitter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

class DeliveryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final ResendPolicy TWICE =
      new ResendPolicy(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)), 2);
  private static final AttemptId ATTEMPT = AttemptId.next();
  private static final SubmitOutcome RECEIVED = new SubmitOutcome.Received("tx");
  private static final SubmitOutcome REFUSED =
      new SubmitOutcome.Refused(RefusalReason.XML_VALIDATION, "nej");
  private static final SubmitOutcome TIME_OUT = new SubmitOutcome.InDoubt(Cause.TIME_OUT);

  @Test
  void txIdEndsIt() {
    assertThat(sending(0).after(ATTEMPT, RECEIVED, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Received());
  }

  @Test
  void declaredFaultEndsIt() {
    assertThat(sending(0).after(ATTEMPT, REFUSED, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Refused());
  }

  @Test
  void whatWasNotSentKeepsItsPlace() {
    SubmitOutcome notSent = new SubmitOutcome.NotSent(Cause.WINDOW_MISSED);

    assertThat(sending(0).after(ATTEMPT, notSent, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Queued(QueuedReason.NOT_SENT));
  }

  @Test
  void whatWasNotSentThisTimeStaysInDoubtFromTheTimeBefore() {
    SubmitOutcome notSent = new SubmitOutcome.NotSent(Cause.WINDOW_MISSED);

    Delivery after = sending(1).after(ATTEMPT, notSent, TWICE, NOW);

    assertThat(after.state())
        .isEqualTo(new DeliveryState.InDoubt(ATTEMPT, Cause.WINDOW_MISSED, NOW));
    assertThat(after.doubts()).isEqualTo(1);
  }

  @Test
  void shutOffKeepsThePlaceWhenNothingArrived() {
    SubmitOutcome forbidden = new SubmitOutcome.ShutOff(Cause.FORBIDDEN, false);

    assertThat(sending(0).after(ATTEMPT, forbidden, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Queued(QueuedReason.LANE_STOPPED));
  }

  @Test
  void shutOffAfterSomethingMayHaveArrivedIsDoubt() {
    SubmitOutcome alert = new SubmitOutcome.ShutOff(Cause.TLS_ALERT, true);

    assertThat(sending(0).after(ATTEMPT, alert, TWICE, NOW).state())
        .isInstanceOf(DeliveryState.InDoubt.class);
  }

  @Test
  void resendsWaitLongerAndAreBounded() {
    assertThat(sending(0).after(ATTEMPT, TIME_OUT, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.InDoubt(ATTEMPT, Cause.TIME_OUT, NOW.plusSeconds(5)));
    assertThat(sending(1).after(ATTEMPT, TIME_OUT, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.InDoubt(ATTEMPT, Cause.TIME_OUT, NOW.plusSeconds(30)));
    assertThat(sending(2).after(ATTEMPT, TIME_OUT, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Parked(ATTEMPT, Cause.TIME_OUT));
  }

  @Test
  void lateReceiptCountsInDoubtAndParked() {
    Delivery inDoubt = sending(0).after(ATTEMPT, TIME_OUT, TWICE, NOW);
    Delivery parked = sending(2).after(ATTEMPT, TIME_OUT, TWICE, NOW);

    assertThat(inDoubt.after(ATTEMPT, RECEIVED, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Received());
    assertThat(parked.after(ATTEMPT, RECEIVED, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Received());
  }

  @Test
  void outcomeOfAnEarlierAttemptDoesNotDisturbTheOneUnderWay() {
    Delivery sending = sending(1);
    AttemptId earlier = AttemptId.next();

    assertThat(sending.after(earlier, REFUSED, TWICE, NOW)).isEqualTo(sending);
    assertThat(sending.after(earlier, TIME_OUT, TWICE, NOW)).isEqualTo(sending);
    assertThat(sending.after(earlier, RECEIVED, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Received());
  }

  @Test
  void nothingMovesWhatIsFinal() {
    for (DeliveryState end :
        List.of(
            new DeliveryState.Received(),
            new DeliveryState.Refused(),
            new DeliveryState.Cancelled())) {
      Delivery ended = delivery(end, 0);
      for (SubmitOutcome outcome :
          List.of(RECEIVED, REFUSED, TIME_OUT, new SubmitOutcome.ShutOff(Cause.FORBIDDEN, false))) {
        assertThat(ended.after(ATTEMPT, outcome, TWICE, NOW)).isEqualTo(ended);
      }
      assertThat(ended.cancelled()).isEqualTo(ended);
    }
  }

  @Test
  void onlyWhatNeverLeftIsCancelled() {
    Delivery queued = delivery(new DeliveryState.Queued(QueuedReason.SIGNED), 0);

    assertThat(queued.cancelled().state()).isEqualTo(new DeliveryState.Cancelled());
    assertThat(sending(0).cancelled()).isEqualTo(sending(0));
    Delivery inDoubt = sending(0).after(ATTEMPT, TIME_OUT, TWICE, NOW);
    assertThat(inDoubt.cancelled()).isEqualTo(inDoubt);
    assertThat(inDoubt.unreadable().cancelled()).isEqualTo(inDoubt.unreadable());
    assertThat(queued.unreadable().cancelled().state()).isEqualTo(new DeliveryState.Cancelled());
  }

  @Test
  void cancelDuringACallThatWasNotMadeStopsIt() {
    SubmitOutcome forbidden = new SubmitOutcome.ShutOff(Cause.FORBIDDEN, false);

    Delivery wished = sending(0).cancelWished();

    assertThat(wished.state()).isEqualTo(sending(0).state());
    assertThat(wished.after(ATTEMPT, forbidden, TWICE, NOW).asWished().state())
        .isEqualTo(new DeliveryState.Cancelled());
    assertThat(sending(0).after(ATTEMPT, forbidden, TWICE, NOW).asWished().state())
        .isEqualTo(new DeliveryState.Queued(QueuedReason.LANE_STOPPED));
  }

  @Test
  void cancelDuringACallThatMayHaveArrivedDoesNotEndTheResends() {
    Delivery inDoubt = sending(0).cancelWished().after(ATTEMPT, TIME_OUT, TWICE, NOW).asWished();
    Delivery stillInDoubt =
        sending(1)
            .cancelWished()
            .after(ATTEMPT, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED), TWICE, NOW)
            .asWished();

    assertThat(inDoubt.state()).isInstanceOf(DeliveryState.InDoubt.class);
    assertThat(stillInDoubt.state()).isInstanceOf(DeliveryState.InDoubt.class);
  }

  @Test
  void onlyWhatWaitsIsPutAsideAsUnreadable() {
    Delivery queued = delivery(new DeliveryState.Queued(QueuedReason.SIGNED), 0);
    Delivery inDoubt = sending(0).after(ATTEMPT, TIME_OUT, TWICE, NOW);

    assertThat(queued.unreadable().state())
        .isEqualTo(new DeliveryState.Parked(null, Cause.DOCUMENT_UNREADABLE));
    assertThat(inDoubt.unreadable().state())
        .isEqualTo(new DeliveryState.Parked(ATTEMPT, Cause.DOCUMENT_UNREADABLE));
    assertThat(inDoubt.unreadable().after(ATTEMPT, RECEIVED, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Received());
    assertThat(sending(0).unreadable()).isEqualTo(sending(0));
  }

  @Test
  void personDecidesOnlyAboutWhatIsParked() {
    Delivery parked = delivery(new DeliveryState.Parked(ATTEMPT, Cause.TIME_OUT), 3);

    assertThat(parked.resolved(Resolution.RECEIVED).state())
        .isEqualTo(new DeliveryState.Received());
    assertThat(parked.resolved(Resolution.REFUSED).state()).isEqualTo(new DeliveryState.Refused());
    assertThat(parked.resolved(Resolution.SEND_AGAIN).state())
        .isEqualTo(new DeliveryState.Queued(QueuedReason.OPERATOR));
    for (DeliveryState other :
        List.of(
            new DeliveryState.Queued(QueuedReason.SIGNED),
            new DeliveryState.Sending(ATTEMPT, 1),
            new DeliveryState.InDoubt(ATTEMPT, Cause.TIME_OUT, NOW),
            new DeliveryState.Received(),
            new DeliveryState.Refused(),
            new DeliveryState.Cancelled())) {
      for (Resolution resolution : Resolution.values()) {
        assertThat(delivery(other, 1).resolved(resolution)).isEqualTo(delivery(other, 1));
      }
    }
  }

  @Test
  void whatGoesAgainMayGoAsOftenAsResendsAllow() {
    Delivery again =
        delivery(new DeliveryState.Parked(ATTEMPT, Cause.TIME_OUT), 3)
            .resolved(Resolution.SEND_AGAIN);

    int calls = 0;
    while (!(again.state() instanceof DeliveryState.Parked)) {
      again = sending(again.doubts()).after(ATTEMPT, TIME_OUT, TWICE, NOW);
      calls++;
    }

    assertThat(calls).isEqualTo(TWICE.most());
  }

  @Test
  void whatGoesAgainMayHaveArrivedBeforeAndIsNotCancelled() {
    Delivery again =
        delivery(new DeliveryState.Parked(ATTEMPT, Cause.TIME_OUT), 3)
            .resolved(Resolution.SEND_AGAIN);
    Delivery neverSent =
        delivery(new DeliveryState.Parked(null, Cause.DOCUMENT_UNREADABLE), 0)
            .resolved(Resolution.SEND_AGAIN);

    assertThat(again.cancelled()).isEqualTo(again);
    assertThat(neverSent.cancelled().state()).isEqualTo(new DeliveryState.Cancelled());
  }

  @Test
  void lateVerdictDoesNotMoveWhatAPersonDecided() {
    Delivery parked = delivery(new DeliveryState.Parked(ATTEMPT, Cause.SENDER_LOST), 3);

    for (Resolution end : List.of(Resolution.RECEIVED, Resolution.REFUSED)) {
      Delivery ended = parked.resolved(end);
      assertThat(ended.after(ATTEMPT, RECEIVED, TWICE, NOW)).isEqualTo(ended);
      assertThat(ended.after(ATTEMPT, REFUSED, TWICE, NOW)).isEqualTo(ended);
    }
    assertThat(parked.resolved(Resolution.SEND_AGAIN).after(ATTEMPT, RECEIVED, TWICE, NOW).state())
        .isEqualTo(new DeliveryState.Received());
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void noCauseOfDoubtEverRefuses(Cause cause) {
    assertThat(sending(0).after(ATTEMPT, new SubmitOutcome.InDoubt(cause), TWICE, NOW).state())
        .isInstanceOf(DeliveryState.InDoubt.class);
  }

  private static Delivery sending(int doubts) {
    return delivery(new DeliveryState.Sending(ATTEMPT, doubts + 1), doubts);
  }

  private static final SubmissionRef SUBMISSION =
      new SubmissionRef(
          SubmissionId.next(),
          VendorId.next(),
          TenantId.next(),
          Service.ELT,
          Mode.TEST,
          UUID.randomUUID().toString());
  private static final ConnectionId CONNECTION = ConnectionId.next();

  private static Delivery delivery(DeliveryState state, int doubts) {
    return new Delivery(
        SUBMISSION, Optional.of(CONNECTION), state, doubts + 1, doubts, false, "", "");
  }
}
