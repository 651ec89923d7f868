package se.sluss.submitter.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.DeliveryState;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Grant;
import se.sluss.submitter.governor.Outlook;
import se.sluss.testsupport.Eventually;

/** The claim, asked for by one and by many. */
@SubmitterTest
class ClaimIT extends LaneInPostgres {
  @Inject Sql sql;

  @Test
  void firstInFirstOut() {
    List<SubmissionId> queued = List.of(job(), job(), job());

    List<SubmissionId> sent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Grant grant = granted();
      send(grant);
      sent.add(grant.delivery().submission().submissionId());
    }

    assertThat(sent).isEqualTo(queued);
  }

  @Test
  void replicasOfThePreviousVersionAreGrantedSlotsDuringARollOut() {
    SubmissionId queued = job();
    AttemptId attempt = AttemptId.next();

    Eventually.value(() -> askedAsBefore(attempt), "GRANTED"::equals);

    assertThat(
            Rows.read(
                "SELECT submission_id FROM submitter.attempt WHERE asked IS NULL AND id = '%s'"
                    .formatted(attempt)))
        .containsExactly(queued.value());
  }

  /** The statement of that version, which keeps no calls. */
  private String askedAsBefore(AttemptId attempt) {
    return transactions
        .asSystem(
            () ->
                sql.list(
                    "SELECT verdict FROM claim_slots(?::text[], ?::text[], ?, ?, ?, ?, ?, ?, ?, ?)",
                    row -> row.getString(1),
                    new String[] {connection.value()},
                    new String[] {attempt.value()},
                    "previous",
                    30_000L,
                    200_000L,
                    65_000_000L,
                    8,
                    300,
                    60,
                    0L))
        .stream()
        .findFirst()
        .orElse("BUSY");
  }

  @Test
  void noSlotWithoutAJobAndNoJobWithoutASlot() {
    assertThat(claimed()).isInstanceOf(Claim.NothingToSend.class);
    transactions.asSystem(() -> operate.agree(connection, Duration.ofMinutes(1), null, WHY));
    due();
    job();
    job();

    granted();
    assertThat(claimed()).isInstanceOf(Claim.NotDue.class);
  }

  @Test
  void manyReplicasNeverTakeTwoSlotsCloserThanTheInterval() throws Exception {
    int jobs = 40;
    for (int i = 0; i < jobs; i++) {
      job();
    }
    List<Grant> grants = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService replicas = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int replica = 0; replica < 8; replica++) {
        running.add(
            replicas.submit(
                () -> {
                  start.await();
                  hammer(grants, jobs);
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : running) {
        one.get(60, SECONDS);
      }
    }

    List<Instant> slots = grants.stream().map(grant -> grant.slot().at()).sorted().toList();
    assertThat(slots).hasSize(jobs);
    for (int i = 1; i < slots.size(); i++) {
      assertThat(Duration.between(slots.get(i - 1), slots.get(i))).isGreaterThanOrEqualTo(INTERVAL);
    }
    assertThat(grants.stream().map(grant -> grant.delivery().submission().submissionId()))
        .doesNotHaveDuplicates();
  }

  private void hammer(List<Grant> grants, int jobs) {
    while (true) {
      switch (takeSlot.take(connection, false, Optional.empty())) {
        case Claim.Granted(var grant) -> {
          send(grant);
          finish(grant, new SubmitOutcome.Received("tx"));
          synchronized (grants) {
            grants.add(grant);
          }
        }
        case Claim.NotDue _, Claim.Busy _, Claim.Halted _ -> Thread.onSpinWait();
        case Claim.NothingToSend _ -> {
          synchronized (grants) {
            if (grants.size() >= jobs) {
              return;
            }
          }
        }
      }
    }
  }

  @Test
  void killedHolderCostsOneWindow() {
    job();
    job();
    Grant lost = granted(); // and never heard of again
    assertThat(
            Rows.read(
                "SELECT lane.next_at - attempt.slot_at = interval '250 milliseconds' FROM submitter.lane JOIN submitter.attempt USING (connection_id) WHERE attempt.id = '%s'"
                    .formatted(lost.attempt())))
        .as("the window and the interval")
        .containsExactly("t");

    Grant next = granted();

    assertThat(Duration.between(lost.slot().at(), next.slot().at()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200).plus(INTERVAL))
        .as("before it is found lost")
        .isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void confirmationNeverUndoesWhatSomebodyElseHasBooked() {
    job();
    Grant grant = granted();
    transactions.asSystem(() -> lanes.hold(connection, Duration.ofMinutes(1)));

    send(grant);
    transactions.asSystem(() -> lanes.giveBack(grant.attempt()));

    assertThat(outlook().untilSlot()).isGreaterThan(Duration.ofSeconds(50));
  }

  @Test
  void slotThatWasMissedIsGivenBackWithTheJobAtItsPlace() {
    transactions.asSystem(() -> operate.agree(connection, Duration.ofMinutes(1), null, WHY));
    due();
    SubmissionId first = job();
    job();
    Grant missed = granted();
    finish(missed, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));

    Grant again = granted();

    assertThat(again.delivery().submission().submissionId()).isEqualTo(first);
    assertThat(again.delivery().attempts()).isEqualTo(2);
    assertThat(Duration.between(missed.slot().at(), again.slot().at()))
        .isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void attemptWithoutAnEndIsInDoubtAfterItsTimeAndGoesAgainFirst() {
    SubmissionId lost = job();
    job();
    granted();

    Eventually.holds(
        () ->
            assertThat(state(lost))
                .isInstanceOfSatisfying(
                    DeliveryState.InDoubt.class,
                    doubt -> assertThat(doubt.cause()).isEqualTo(Cause.SENDER_LOST)));
    Eventually.holds(
        () -> assertThat(granted().delivery().submission().submissionId()).isEqualTo(lost));
  }

  @Test
  void callsInFlightAreBounded() {
    for (int i = 0; i < 9; i++) {
      job();
    }
    for (int i = 0; i < 8; i++) {
      send(granted());
    }

    Eventually.holds(() -> assertThat(claimed()).isInstanceOf(Claim.NothingToSend.class));
    assertThat(
            Rows.read(
                "SELECT count(*) <= 8 FROM submitter.job WHERE state = 'SENDING' AND connection_id = '%s'"
                    .formatted(connection)))
        .as("one of these claims may have been granted")
        .containsExactly("t");
  }

  @Test
  void stoppedLaneGivesNothing() {
    transactions.asSystem(() -> operate.agree(connection, Duration.ofMinutes(1), null, WHY));
    job();
    transactions.asSystem(() -> brake.stop(connection, Cause.FORBIDDEN));

    assertThat(claimed()).isEqualTo(new Claim.Halted());

    transactions.asSystem(() -> operate.resume(connection, WHY));
    assertThat(claimed()).isInstanceOf(Claim.NotDue.class);
  }

  private Outlook outlook() {
    return transactions.asSystem(() -> lanes.outlooks(List.of(connection))).get(connection);
  }

  private DeliveryState state(SubmissionId submission) {
    return transactions.asSystem(() -> deliveries.lock(submission)).orElseThrow().state();
  }
}
