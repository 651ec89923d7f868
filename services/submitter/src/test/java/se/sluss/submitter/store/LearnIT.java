package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Ending;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.LaneBrake.Lesson;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Grant;
import se.sluss.testsupport.Eventually;

/** What answers teach a lane: how late calls arrive, and how much the authority bears. */
@SubmitterTest
class LearnIT extends LaneInPostgres {
  private static final long GUARD = 100_000;
  private static final long LEAST = 2_000;
  private static final long AGREED = INTERVAL.toNanos() / 1_000;

  @BeforeEach
  void withAGuard() {
    Rows.change(
        """
        UPDATE submitter.lane SET guard_most_micros = %d, guard_micros = %d, answers = 2000
        WHERE connection_id = '%s'
        """
            .formatted(GUARD, GUARD, connection));
  }

  @Test
  void whileAnAnswerIsNotThereTheFullGuardHolds() {
    Grant call = call();

    assertThat(microsFromDepartureToNextSlot(call)).isEqualTo(AGREED + GUARD);
  }

  @Test
  void answerBoundsHowLateItsCallCanHaveArrived() {
    Grant first = call();
    answered(first, Duration.ofMillis(10));
    assertThat(microsFromDepartureToNextSlot(first)).isEqualTo(AGREED + 10_000 + LEAST);

    Grant second = call();
    answered(second, Duration.ofMillis(13));
    assertThat(microsFromDepartureToNextSlot(second))
        .as("three milliseconds more than the quickest answer")
        .isBetween(AGREED + 3_000 + LEAST - 100, AGREED + 3_000 + LEAST);
  }

  @Test
  void departureThatIsNotedWithItsAnswerTeachesAsMuch() {
    answered(call(), Duration.ofMillis(10));
    due();
    job();
    Grant quick = granted();
    quick.slot().window().await();
    Instant left = quick.slot().noLaterThan(System.nanoTime());
    long used = lane("slots_used");

    learn(
        quick,
        new Lesson(
            connection,
            quick.attempt(),
            Optional.of(left),
            Duration.ofMillis(13),
            true,
            false,
            true));
    takeSlot.confirm(quick, System.nanoTime());

    assertThat(microsFromDepartureToNextSlot(quick))
        .isBetween(AGREED + 3_000 + LEAST - 100, AGREED + 3_000 + LEAST);
    assertThat(lane("slots_used")).isEqualTo(used + 1);
  }

  @Test
  void endingThatIsStoredTwiceTeachesOnce() {
    Grant call = call();
    var ending =
        new Ending(
            call.delivery(),
            call.attempt(),
            Exchange.unanswered(new SubmitOutcome.InDoubt(Cause.TIME_OUT)),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(5)),
            call.trace());
    assertThat(recordOutcome.recordTogether(List.of(ending))).containsExactly(Optional.empty());
    answered(call(), Duration.ofMillis(10));
    long pace = lane("pace_permille");
    long guard = lane("guard_micros");
    assertThat(guard).isLessThan(GUARD);
    long next = lane("(extract(epoch FROM next_at) * 1000000)::bigint");

    assertThat(recordOutcome.recordTogether(List.of(ending))).containsExactly(Optional.empty());

    assertThat(lane("pace_permille")).isEqualTo(pace);
    assertThat(lane("guard_micros")).isEqualTo(guard);
    assertThat(lane("(extract(epoch FROM next_at) * 1000000)::bigint")).isEqualTo(next);
  }

  @Test
  void nothingIsTakenOffWhileFewAnswersAreKnown() {
    Rows.change(
        "UPDATE submitter.lane SET answers = 30 WHERE connection_id = '%s'".formatted(connection));
    answered(call(), Duration.ofMillis(10));
    Grant second = call();

    answered(second, Duration.ofMillis(13));

    assertThat(microsFromDepartureToNextSlot(second)).isEqualTo(AGREED + 13_000 + LEAST);
  }

  @Test
  void theWiderAnswersSpreadTheLessIsTakenOff() {
    Rows.change(
        "UPDATE submitter.lane SET quickest_micros = 30000, usual_micros = 60000, answers = 1000"
            + " WHERE connection_id = '%s'".formatted(connection));
    Grant call = call();

    answered(call, Duration.ofMillis(40));

    // A quarter of what the usual is above the quickest is added to the 10 ms above the quickest.
    assertThat(microsFromDepartureToNextSlot(call))
        .isBetween(AGREED + 17_000 + LEAST, AGREED + 18_000 + LEAST);
  }

  @Test
  void everyThousandthAnswerTheQuickestIsForgottenByALittle() {
    Rows.change(
        "UPDATE submitter.lane SET quickest_micros = 10000, usual_micros = 20000, answers = 2998"
            + " WHERE connection_id = '%s'".formatted(connection));

    answered(call(), Duration.ofMillis(20));
    assertThat(lane("quickest_micros")).isEqualTo(10_000);
    answered(call(), Duration.ofMillis(20));
    assertThat(lane("quickest_micros")).isEqualTo(10_040);
  }

  @Test
  void newWayOrRetransmissionsTakeNothingOff() {
    answered(call(), Duration.ofMillis(10));
    Grant call = call();

    learn(call, lesson(call, Duration.ofMillis(13), true, false, false));

    assertThat(microsFromDepartureToNextSlot(call)).isEqualTo(AGREED + 13_000 + LEAST);
    assertThat(lane("guard_micros")).isEqualTo(GUARD);
    assertThat(lane("quickest_micros")).isEqualTo(10_000);

    Grant shorter = call();
    learn(shorter, lesson(shorter, Duration.ofMillis(4), true, false, false));
    assertThat(lane("quickest_micros")).as("it can be that quick").isEqualTo(4_000);
  }

  @Test
  void answerThatTakesLongNeverMovesTheSlotBack() {
    Grant call = call();

    answered(call, Duration.ofSeconds(1));

    assertThat(microsFromDepartureToNextSlot(call)).isEqualTo(AGREED + GUARD);
  }

  @Test
  void answerThatComesAfterTheNextSlotWasTakenChangesNothing() {
    Grant slow = call();
    Grant next = call();
    long booked = microsFromDepartureToNextSlot(next);

    answered(slow, Duration.ofMillis(1));

    assertThat(microsFromDepartureToNextSlot(next)).isEqualTo(booked);
  }

  @Test
  void whereAnswersUsuallyTakeLongerThanTheIntervalTheLearnedGuardServes() {
    for (int i = 0; i < 5; i++) {
      answered(call(), Duration.ofMillis(300 + i));
    }
    guards(600_000, 300_000);
    assertThat(microsFromDepartureToNextSlot(call())).isEqualTo(AGREED + 300_000);

    guards(600_000, 27_000);
    assertThat(microsFromDepartureToNextSlot(call()))
        .as("a segment that TCP sends again comes 0.2 s late")
        .isEqualTo(AGREED + 250_000);

    assertThat(microsFromDepartureToNextSlot(call(true)))
        .as("over a fresh way nothing is known")
        .isEqualTo(AGREED + 600_000);
  }

  private void guards(long most, long learned) {
    Rows.change(
        "UPDATE submitter.lane SET guard_most_micros = %d, guard_micros = %d WHERE connection_id = '%s'"
            .formatted(most, learned, connection));
    due();
  }

  @Test
  void unsettledAnswerIsWaitedForHoweverLongItTook() {
    Grant call = call();

    learn(call, lesson(call, Duration.ofMillis(400), true, false, false));

    assertThat(microsFromDepartureToNextSlot(call)).isEqualTo(AGREED + 400_000 + LEAST);
  }

  @Test
  void overAFreshWayWhatWasTakenOffForTheQuickestIsWaitedFor() {
    job();
    Rows.change(
        """
        UPDATE submitter.lane SET next_at = clock_timestamp() + interval '1 hour',
          quickest_micros = 90000000, guard_most_micros = 60000000
        WHERE connection_id = '%s'
        """
            .formatted(connection));

    Duration known = notDue(false);
    Duration fresh = notDue(true);

    assertThat(fresh.minus(known)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
  }

  @Test
  void unsettledAnswerThatIsNoneOfTheServiceIsWaitedForAsWell() {
    Grant call = call();

    learn(call, lesson(call, Duration.ofMillis(400), false, false, false));

    assertThat(microsFromDepartureToNextSlot(call)).isEqualTo(AGREED + 400_000 + LEAST);
  }

  private Duration notDue(boolean fresh) {
    return ((Claim.NotDue)
            Eventually.value(
                () -> takeSlot.take(connection, fresh, Optional.empty()),
                Claim.NotDue.class::isInstance))
        .until();
  }

  @Test
  void strainHalvesThePaceOnceForAllCallsUnderWay() {
    Grant one = call();
    Grant other = call();

    strained(one);
    strained(other);

    assertThat(lane("pace_permille")).isEqualTo(500);
    strained(call());
    assertThat(lane("pace_permille")).isEqualTo(250);
  }

  @Test
  void paceComesBackStepByStepAndNeverAboveWhatWasAgreed() {
    strained(call());
    answered(call(), Duration.ofMillis(5));
    assertThat(lane("pace_permille")).isEqualTo(520);

    for (int i = 0; i < 26; i++) {
      due();
      answered(call(), Duration.ofMillis(5));
    }
    assertThat(lane("pace_permille")).isEqualTo(1000);
  }

  @Test
  void answerFarSlowerThanUsualIsASignOfStrain() {
    answered(call(), Duration.ofMillis(400));
    Grant slow = call();

    answered(slow, Duration.ofMillis(2_500));

    assertThat(lane("pace_permille")).isEqualTo(500);
  }

  @Test
  void authorityThatIsAlwaysSlowIsNotStrained() {
    for (int i = 0; i < 4; i++) {
      answered(call(), Duration.ofSeconds(3));
    }

    assertThat(lane("pace_permille")).isEqualTo(1000);
  }

  private Grant call() {
    return call(false);
  }

  private Grant call(boolean fresh) {
    job();
    Claim claim =
        Eventually.value(
            () -> takeSlot.take(connection, fresh, Optional.empty()),
            Claim.Granted.class::isInstance);
    Grant grant = ((Claim.Granted) claim).grant();
    send(grant);
    return grant;
  }

  private void answered(Grant call, Duration took) {
    learn(call, lesson(call, took, true, false, true));
  }

  private void strained(Grant call) {
    learn(call, lesson(call, Duration.ofSeconds(5), false, true, true));
  }

  private static Lesson lesson(
      Grant call, Duration took, boolean good, boolean strained, boolean settled) {
    return new Lesson(
        call.connection(), call.attempt(), Optional.empty(), took, good, strained, settled);
  }

  private void learn(Grant call, Lesson lesson) {
    transactions.asSystem(() -> brake.learn(List.of(lesson)));
    Rows.change(
        "UPDATE submitter.job SET state = 'RECEIVED' WHERE submission_id = '%s'"
            .formatted(call.delivery().submission().submissionId()));
  }

  private long microsFromDepartureToNextSlot(Grant call) {
    return Long.parseLong(
        Rows.read(
                "SELECT (extract(epoch FROM lane.next_at - attempt.sent_at) * 1000000)::bigint"
                    + " FROM submitter.attempt JOIN submitter.lane USING (connection_id)"
                    + " WHERE attempt.id = '%s'".formatted(call.attempt()))
            .getFirst());
  }

  private long lane(String column) {
    return Long.parseLong(
        Rows.read(
                "SELECT %s FROM submitter.lane WHERE connection_id = '%s'"
                    .formatted(column, connection))
            .getFirst());
  }
}
