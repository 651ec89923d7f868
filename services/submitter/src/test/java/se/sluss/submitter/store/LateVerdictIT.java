package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.model.event.Resolution;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.InAHurry;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.ResolveParked;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Grant;

@SubmitterTest
class LateVerdictIT extends LaneInPostgres {
  @Inject ResolveParked resolveParked;

  @ParameterizedTest
  @CsvSource({"RECEIVED,tx-1", "REFUSED,"})
  void receiptAfterAPersonsDecisionIsKeptWithItsAttemptAndMovesNothing(
      Resolution decided, String txId) {
    SubmissionId submission = job();
    Grant last = parked();

    ResolveParked.Result result =
        transactions.asSystem(
            () ->
                resolveParked.resolve(
                    submission,
                    new ResolveParked.Decision(decided, Optional.ofNullable(txId), WHY)));
    finish(last, new SubmitOutcome.Received("tx-late"));

    assertThat(result).isInstanceOf(ResolveParked.Result.Done.class);
    assertThat(
            Rows.read("SELECT state FROM submitter.job WHERE submission_id = '" + submission + "'"))
        .containsExactly(decided.name());
    assertThat(
            Rows.read("SELECT outcome FROM submitter.attempt WHERE id = '" + last.attempt() + "'"))
        .containsExactly("RECEIVED");
  }

  @Test
  void receiptThatIsStoredTogetherWithALaterAttemptsEndCounts() {
    SubmissionId submission = job();
    Grant first = granted();
    send(first);
    finish(first, new SubmitOutcome.InDoubt(Cause.SENDER_LOST));
    Grant second = granted();
    send(second);

    List<Optional<RuntimeException>> faults =
        recordOutcome.recordTogether(
            List.of(
                ending(second, new SubmitOutcome.InDoubt(Cause.TIME_OUT)),
                ending(first, new SubmitOutcome.Received("tx-late"))));

    assertThat(faults).containsOnly(Optional.empty());
    assertThat(
            Rows.read("SELECT state FROM submitter.job WHERE submission_id = '" + submission + "'"))
        .containsExactly("RECEIVED");
    assertThat(
            Rows.read(
                "SELECT type FROM submitter.outbox WHERE key = '%s' ORDER BY position DESC LIMIT 2"
                    .formatted(submission)))
        .containsExactlyInAnyOrder(
            "se.sluss.submission.in_doubt.v1", "se.sluss.submission.received.v1");
  }

  /** Its senders are lost as often as it may go. */
  private Grant parked() {
    Grant grant = granted();
    for (int i = 0; i <= InAHurry.MOST_RESENDS; i++) {
      grant = i == 0 ? grant : granted();
      send(grant);
      finish(grant, new SubmitOutcome.InDoubt(Cause.SENDER_LOST));
    }
    return grant;
  }
}
