package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Ending;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.RawAnswer;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Grant;
import se.sluss.submitter.governor.LaneState;
import se.sluss.testsupport.Eventually;

/** Lanes that rest: after what looks like a shut-off, for operators, after a failover. */
@SubmitterTest
class HaltsIT extends LaneInPostgres {

  @Test
  void stoppedLaneTriesOneCallWhenItsTimeHasComeAndGoesOnSlowly() {
    stop(Cause.FORBIDDEN);
    job();
    job();
    assertThat(claimed()).isEqualTo(new Claim.Halted());

    itIsTimeToTry();
    Grant trial = granted();
    send(trial);
    due();
    assertThat(claimed()).isEqualTo(new Claim.Halted());

    answered(trial, new SubmitOutcome.Received("tx"));
    assertThat(state()).isEqualTo(new LaneState.Running());
    assertThat(lane("pace_permille")).isEqualTo("100");
    assertThat(lane("next_at >= pace_changed_at + interval '500 milliseconds'"))
        .as("a tenth of the agreed pace")
        .isEqualTo("t");
  }

  @Test
  void failedTryDoublesTheWait() {
    stop(Cause.TLS_ALERT);
    Duration first = ((LaneState.Stopped) state()).waited();
    job();
    itIsTimeToTry();

    answered(granted(), new SubmitOutcome.ShutOff(Cause.FORBIDDEN, false));

    LaneState.Stopped again = (LaneState.Stopped) state();
    assertThat(again.cause()).isEqualTo(Cause.FORBIDDEN);
    assertThat(again.waited()).isEqualTo(first.multipliedBy(2));
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_STATUS", "UNREADABLE_ANSWER", "CONNECTION_LOST", "OVERLOADED"})
  void answerThatIsNotTheServicesOwnFailsTheTry(Cause cause) {
    stop(Cause.FORBIDDEN);
    Duration first = ((LaneState.Stopped) state()).waited();
    job();
    itIsTimeToTry();

    answered(granted(), new SubmitOutcome.InDoubt(cause));

    assertThat(((LaneState.Stopped) state()).waited()).isEqualTo(first.multipliedBy(2));
  }

  @Test
  void anotherFaultOfTheServiceEndsTheTryWell() {
    stop(Cause.FORBIDDEN);
    job();
    itIsTimeToTry();

    answered(granted(), new SubmitOutcome.InDoubt(Cause.UNKNOWN_FAULT));

    assertThat(state()).isEqualTo(new LaneState.Running());
  }

  @Test
  void laneGoesMoreSlowlyWhileOnlyAGatewayAnswers() {
    job();
    Grant call = granted();
    send(call);

    answered(call, new SubmitOutcome.InDoubt(Cause.HTTP_STATUS));

    assertThat(lane("pace_permille")).isEqualTo("500");
  }

  @Test
  void operatorsWordDuringATryStandsWhateverComesOfIt() {
    stop(Cause.FORBIDDEN);
    job();
    job();
    itIsTimeToTry();
    Grant tried = granted();
    transactions.asSystem(() -> operate.drain(connection, WHY));
    assertThat(state()).isInstanceOf(LaneState.Draining.class);
    answered(tried, new SubmitOutcome.Received("tx"));
    isDrained();

    transactions.asSystem(() -> operate.resume(connection, WHY));
    stop(Cause.FORBIDDEN);
    itIsTimeToTry();
    Grant again = granted();
    transactions.asSystem(() -> operate.pause(connection, WHY));
    answered(again, new SubmitOutcome.Received("tx"));
    assertThat(state()).isEqualTo(new LaneState.Paused("OPERATOR"));
  }

  @Test
  void drainedLaneThatHadStoppedTriesNothingByItself() {
    stop(Cause.FORBIDDEN);
    transactions.asSystem(() -> operate.drain(connection, WHY));
    isDrained();
    job();
    itIsTimeToTry();

    assertThat(claimed()).isEqualTo(new Claim.Halted());
  }

  @Test
  void tryWhoseEndNobodyKnowsIsAFailedOne() {
    stop(Cause.FORBIDDEN);
    job();
    itIsTimeToTry();

    finish(granted(), new SubmitOutcome.InDoubt(Cause.SENDER_LOST));

    assertThat(state()).isInstanceOf(LaneState.Stopped.class);
  }

  @Test
  void answerToACallOfBeforeSaysNothingOfTheTry() {
    job();
    job();
    Grant before = granted();
    send(before);
    stop(Cause.FORBIDDEN);
    itIsTimeToTry();
    Grant tried = granted();

    answered(before, new SubmitOutcome.Received("tx"));
    finish(before, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));
    assertThat(state()).isInstanceOf(LaneState.Trying.class);

    answered(tried, new SubmitOutcome.Received("tx"));
    assertThat(state()).isEqualTo(new LaneState.Running());
  }

  @Test
  void wayThatCannotEvenBeOpenedWhenItIsTimeToTryDoublesTheWaitToo() {
    stop(Cause.TLS_ALERT);
    Duration first = ((LaneState.Stopped) state()).waited();
    itIsTimeToTry();

    stop(Cause.TLS_ALERT);

    assertThat(((LaneState.Stopped) state()).waited()).isEqualTo(first.multipliedBy(2));
  }

  @Test
  void untrustedServerIsForAnOperatorOnly() {
    stop(Cause.SERVER_NOT_TRUSTED);

    assertThat(((LaneState.Stopped) state()).tryAt()).isNull();
  }

  @Test
  void drainingLaneIsPausedWhenTheLastAnswerIsThere() {
    job();
    job();
    Grant last = granted();
    send(last);
    transactions.asSystem(() -> operate.drain(connection, WHY));

    due();
    assertThat(claimed()).isEqualTo(new Claim.Halted());
    transactions.asSystem(() -> lanes.refresh(connection));
    assertThat(state()).isInstanceOf(LaneState.Draining.class);

    answered(last, new SubmitOutcome.Received("tx"));
    transactions.asSystem(() -> lanes.refresh(connection));
    assertThat(state()).isEqualTo(new LaneState.Paused("DRAINED"));
  }

  @Test
  void slowedLaneGoesSlowlyAndNeverFasterThanAgreed() {
    transactions.asSystem(() -> operate.slow(connection, Duration.ofMinutes(1), WHY));
    job();
    job();
    due();
    send(granted());
    assertThat(((Claim.NotDue) claimed()).until()).isGreaterThan(Duration.ofSeconds(55));

    transactions.asSystem(() -> operate.slow(connection, Duration.ofMillis(1), WHY));
    assertThat(
            transactions
                .asSystem(() -> lanes.outlooks(List.of(connection)))
                .get(connection)
                .interval())
        .isEqualTo(INTERVAL);
  }

  @Test
  void anotherAgreedPaceHoldsFromTheNextSlotOn() {
    transactions.asSystem(() -> operate.agree(connection, Duration.ofMinutes(2), null, WHY));
    job();

    assertThat(((Claim.NotDue) claimed()).until()).isGreaterThan(Duration.ofSeconds(110));
  }

  @Test
  void promotedDatabaseRestsEveryLaneOnce() {
    job();
    Instant promoted = Instant.now();
    Rows.change("UPDATE submitter.governor_epoch SET timeline = 'before'");

    Duration wait = ((Claim.NotDue) claimed()).until();
    assertThat(wait).isLessThan(Duration.ofSeconds(6));
    assertThat(Instant.now().plus(wait)).isAfter(promoted.plusSeconds(5));
    assertThat(
            lane(
                "quarantined_until > '%s'::timestamptz + interval '5 seconds'".formatted(promoted)))
        .isEqualTo("t");

    String until = lane("quarantined_until");
    takeSlot.take(connection, false, Optional.empty());
    assertThat(lane("quarantined_until")).isEqualTo(until);
    assertThat(Rows.read("SELECT timeline FROM submitter.governor_epoch"))
        .isEqualTo(Rows.read("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"));
  }

  private void stop(Cause cause) {
    transactions.asSystem(() -> brake.stop(connection, cause));
  }

  /** Whoever holds the lane's row at this moment is waited for. */
  private void isDrained() {
    Eventually.holds(
        () -> {
          transactions.asSystem(() -> lanes.refresh(connection));
          assertThat(state()).isEqualTo(new LaneState.Paused("DRAINED"));
        });
  }

  private void itIsTimeToTry() {
    Rows.change(
        "UPDATE submitter.lane SET try_at = clock_timestamp() WHERE connection_id = '%s'"
            .formatted(connection));
    due();
  }

  private void answered(Grant call, SubmitOutcome outcome) {
    Exchange exchange = Exchange.answered(outcome, new RawAnswer(200, new byte[0]));
    Ending ending =
        new Ending(
            call.delivery(),
            call.attempt(),
            exchange,
            Optional.empty(),
            Optional.of(Duration.ofMillis(5)),
            call.trace());
    assertThat(recordOutcome.recordTogether(List.of(ending))).containsExactly(Optional.empty());
  }

  private LaneState state() {
    return transactions.asSystem(() -> lanes.lock(connection)).orElseThrow();
  }

  private String lane(String expression) {
    return Rows.read(
            "SELECT %s FROM submitter.lane WHERE connection_id = '%s'"
                .formatted(expression, connection))
        .getFirst();
  }
}
