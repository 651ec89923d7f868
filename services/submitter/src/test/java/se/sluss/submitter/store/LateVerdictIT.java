package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.Optional;
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
