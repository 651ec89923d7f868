package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.testsupport.Eventually.holds;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.archive.ArchivedExchange;
import se.sluss.submitter.archive.Exchanges;
import se.sluss.submitter.delivery.Call;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Ending;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.RawAnswer;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.Way;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Grant;
import se.sluss.submitter.governor.Lanes.Ready;
import se.sluss.testsupport.Eventually;

/** A replica dies with a call under way: what it asked is in the archive all the same. */
@SubmitterTest
class LostSenderIT extends LaneInPostgres {
  @Inject Exchanges exchanges;

  private final String txId = "sent-" + SubmissionId.next();
  private final Call call =
      new Call(
          new Way(
              "https://localhost:1/shs2/X",
              Optional.of(new Way.Tls("TLSv1.3", "a cipher", "5e", Optional.of("c1")))),
          "",
          1234,
          "ab".repeat(32),
          Optional.of(txId));

  @Test
  void whatALostSenderAskedIsFoundByTheNameThatItsMessageGave() {
    Grant grant = granted(job());

    isLost(grant);

    ArchivedExchange found = found().getFirst();
    assertThat(found.attempt()).isEqualTo(grant.attempt());
    assertThat(found.call()).contains(call);
    assertThat(found.outcome()).contains("IN_DOUBT");
    assertThat(found.cause()).contains(Cause.SENDER_LOST);
    assertThat(asked(grant)).isNull();
  }

  @Test
  void theAnswerOfOneWhoWasThoughtLostIsKeptWithIt() {
    Grant grant = granted(job());
    isLost(grant);

    assertThat(recordOutcome.recordTogether(List.of(answered(grant))))
        .containsExactly(Optional.empty());

    ArchivedExchange found = found().getFirst();
    assertThat(found.txId()).contains("tx-late");
    assertThat(found.call()).contains(call);
    assertThat(found.headers()).isPresent();
  }

  @Test
  void ofOneWhoWasThoughtLostAndHadSentNothingNothingIsKept() {
    Grant grant = granted(job());
    isLost(grant);
    assertThat(found()).hasSize(1);

    finish(grant, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));

    assertThat(found()).isEmpty();
    assertThat(transactions.asSystem(() -> exchanges.find(grant.attempt())))
        .hasValueSatisfying(
            attempt -> {
              assertThat(attempt.outcome()).contains("NOT_SENT");
              assertThat(attempt.call()).isEmpty();
            });
  }

  @Test
  void aMessageOfAnotherDocumentIsNotArchivedAsThisOnes() {
    job();
    Grant grant = granted(SubmissionId.next());

    isLost(grant);

    assertThat(found()).isEmpty();
  }

  @Test
  void whatHasAnEndLeavesNothingBesideIt() {
    Grant grant = granted(job());
    assertThat(asked(grant)).contains(txId);

    finish(grant, new SubmitOutcome.Received("tx"));

    assertThat(asked(grant)).isNull();
  }

  /** A slot that is asked for with the message of this document. */
  private Grant granted(SubmissionId expected) {
    return ((Claim.Granted)
            Eventually.value(
                () -> takeSlot.take(connection, false, Optional.of(new Ready(expected, call))),
                Claim.Granted.class::isInstance))
        .grant();
  }

  private void isLost(Grant grant) {
    Rows.change(
        "UPDATE submitter.attempt SET overdue_at = clock_timestamp() WHERE id = '%s'"
            .formatted(grant.attempt()));
    holds(
        () ->
            assertThat(
                    Rows.read(
                        "SELECT cause FROM submitter.attempt WHERE id = '%s'"
                            .formatted(grant.attempt())))
                .containsExactly("SENDER_LOST"));
  }

  private List<ArchivedExchange> found() {
    return transactions.asSystem(() -> exchanges.find(txId, null, 10));
  }

  private static @Nullable String asked(Grant grant) {
    return Rows.read(
            "SELECT asked::text FROM submitter.attempt WHERE id = '%s'".formatted(grant.attempt()))
        .getFirst();
  }

  private Ending answered(Grant grant) {
    RawAnswer answer =
        new RawAnswer(200, List.of(new RawAnswer.Header("Server", "theirs")), new byte[] {1});
    return new Ending(
        grant.delivery(),
        grant.attempt(),
        Exchange.answered(new SubmitOutcome.Received("tx-late"), answer).asked(call),
        Optional.empty(),
        Optional.empty(),
        grant.trace());
  }
}
