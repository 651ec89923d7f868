package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.QueueSubmission;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Grant;

/** Whose turn it is. */
@SubmitterTest
class FairQueueIT extends LaneInPostgres {
  private final TenantId much = tenant;
  private final TenantId little = TenantId.next();

  @Inject QueueSubmission queueSubmission;
  @Inject Sql sql;

  @Test
  void equalTenantsTakeTurnsHoweverMuchOneQueues() {
    jobs(much, 9);
    jobs(little, 4);

    List<TenantId> calls = calls(8);

    for (int pair = 0; pair < 8; pair += 2) {
      assertThat(calls.subList(pair, pair + 2)).containsExactlyInAnyOrder(much, little);
    }
  }

  @Test
  void aTenantThatWeighsThreeHasThreeCallsForOne() {
    weigh(little, 3);
    jobs(much, 8);
    jobs(little, 8);

    assertThat(Collections.frequency(calls(8), little)).isBetween(5, 7);
  }

  @Test
  void anotherWeightCountsForWhatAlreadyWaits() {
    jobs(much, 8);
    jobs(little, 10);
    calls(4);

    weigh(little, 3);

    assertThat(Collections.frequency(calls(8), little)).isBetween(5, 7);
  }

  @Test
  void aNewcomerWaitsOneRoundAtMost() {
    jobs(much, 12);
    jobs(little, 12);
    calls(7);
    TenantId newcomer = TenantId.next();
    jobs(newcomer, 1);

    assertThat(calls(3)).contains(newcomer);
  }

  @Test
  void idlingEarnsNoCredit() {
    jobs(much, 10);
    jobs(little, 1);
    calls(6);
    jobs(little, 4);

    List<TenantId> calls = calls(4);

    assertThat(Collections.frequency(calls, little)).isEqualTo(2);
  }

  @Test
  void comingBackDoesNotClearADebt() {
    jobs(much, 8);
    jobs(little, 1);
    calls(2);
    Rows.change(
        "UPDATE submitter.flow SET vstart = vstart + 3 * submitter.stride(weight)"
            + " WHERE tenant_id = '%s'".formatted(little));
    jobs(little, 2);

    assertThat(calls(3)).containsOnly(much);
    assertThat(calls(3)).contains(little);
  }

  @Test
  void insideATenantTheEarliestDateGoesFirstAndUndatedOnesInOrderOfArrival() {
    SubmissionId first = job();
    SubmissionId second = job();
    SubmissionId nextWeek = job(tenant, Instant.now().plus(Duration.ofDays(7)));
    SubmissionId tomorrow = job(tenant, Instant.now().plus(Duration.ofDays(1)));

    assertThat(List.of(sent(), sent(), sent(), sent()))
        .containsExactly(tomorrow, nextWeek, first, second);
  }

  @Test
  void cancellingAtAnyMomentKeepsTheCountsRight() {
    job();
    SubmissionId waiting = job(tenant, Instant.now().plus(Duration.ofDays(1)));
    cancel(waiting);
    cancel(waiting);
    assertThat(flow()).isEqualTo("1 0 none");

    Grant sending = granted();
    cancel(sending.delivery().submission().submissionId());
    finish(sending, new SubmitOutcome.NotSent(Cause.NOT_CONNECTED));
    assertThat(flow()).isEqualTo("0 0 none");

    SubmissionId sent = job();
    sent();
    cancel(sent);
    assertThat(flow()).isEqualTo("0 0 none");
  }

  @Test
  void aSlotGivenBackIsNotPaidFor() {
    jobs(much, 1);
    String before = vstart(much);
    Grant missed = granted();
    assertThat(vstart(much)).isNotEqualTo(before);

    finish(missed, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));

    assertThat(vstart(much)).isEqualTo(before);
  }

  @Test
  void aDocumentInDoubtDoesNotPayForASlotGivenBackEither() {
    jobs(much, 1);
    Grant lost = granted();
    send(lost);
    finish(lost, new SubmitOutcome.InDoubt(Cause.CONNECTION_LOST));
    String before = vstart(much);
    goesAgainFrom("clock_timestamp()");
    due();

    finish(granted(), new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));

    assertThat(vstart(much)).isEqualTo(before);
  }

  @Test
  void aTenantThatIsCountedWronglyIsCountedAnewAndHoldsUpNobody() {
    jobs(much, 1);
    jobs(little, 2);
    // In one transaction, or the room's own round may come before the look.
    assertThat(
            transactions.asSystem(
                () -> {
                  sql.update(
                      "UPDATE job SET state = 'CANCELLED' WHERE tenant_id = ?", much.value());
                  return lanes.toRefresh();
                }))
        .contains(connection);
    transactions.asSystem(() -> lanes.refresh(connection));

    assertThat(calls(2)).containsOnly(little);
    assertThat(flow()).isEqualTo("0 0 none");
  }

  private void jobs(TenantId owner, int many) {
    for (int i = 0; i < many; i++) {
      job(owner, null);
    }
  }

  private List<TenantId> calls(int many) {
    var owners = new ArrayList<TenantId>();
    for (int i = 0; i < many; i++) {
      due();
      Grant grant = granted();
      send(grant);
      finish(grant, new SubmitOutcome.Received("tx"));
      owners.add(grant.delivery().submission().tenantId());
    }
    return owners;
  }

  private void weigh(TenantId owner, int weight) {
    transactions.asSystem(() -> operate.weigh(connection, vendor, owner, weight, WHY));
  }

  private void cancel(SubmissionId submission) {
    transactions.asSystem(
        () -> {
          SubmissionRef ref = deliveries.submission(submission);
          queueSubmission.cancel(ref);
        });
  }

  private String flow() {
    return Rows.read(
            "SELECT queued || ' ' || dated || ' ' || coalesce(earliest::text, 'none')"
                + " FROM submitter.flow WHERE tenant_id = '%s'".formatted(tenant))
        .getFirst();
  }

  private static String vstart(TenantId owner) {
    return Rows.read("SELECT vstart FROM submitter.flow WHERE tenant_id = '%s'".formatted(owner))
        .getFirst();
  }
}
