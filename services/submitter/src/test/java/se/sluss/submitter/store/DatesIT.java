package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Grant;

/**
 * Dates at risk. The lane has one call an hour, so that what is due in some hours is at risk; its
 * slots are made to open at once.
 */
@SubmitterTest
class DatesIT extends LaneInPostgres {
  private final TenantId dated = tenant;
  private final TenantId undated = TenantId.next();

  @BeforeEach
  void oneCallAnHour() {
    transactions.asSystem(() -> lanes.agree(connection, Duration.ofHours(1), Duration.ZERO));
  }

  @Test
  void aDocumentAtRiskGoesBeforeWhatHasNoDate() {
    jobs(undated, 3, null);
    jobs(dated, 1, null);
    calls(2);
    jobs(dated, 1, inHours(2));
    ahead(dated, 1);
    refreshed();

    assertThat(calls(2)).containsExactly(dated, undated);
  }

  @Test
  void aDateThatIsFarAwayDoesNotGoOutOfTurn() {
    jobs(undated, 3, null);
    jobs(dated, 1, inHours(24 * 30));
    ahead(dated, 2);
    refreshed();

    assertThat(calls(2)).containsOnly(undated);
  }

  @Test
  void whateverIsUrgentWhoHasNoDatesIsServed() {
    jobs(dated, 60, inHours(60));
    jobs(undated, 12, null);
    refreshed();

    List<TenantId> calls = calls(50);

    // A twentieth of the half that is its share.
    assertThat(Collections.frequency(calls, undated)).isBetween(1, 7);
  }

  @Test
  void whoIsNewWaitsOneRoundAtMostHoweverUrgentOthersAre() {
    jobs(dated, 60, inHours(60));
    jobs(undated, 1, null);
    refreshed();
    calls(20);
    TenantId newcomer = TenantId.next();
    jobs(newcomer, 1, null);
    refreshed();

    assertThat(calls(2)).contains(newcomer);
  }

  @Test
  void whatIsMadeReadyIsWhatGoes() {
    jobs(undated, 3, null);
    jobs(dated, 1, null);
    calls(2);
    jobs(dated, 1, inHours(2));
    ahead(dated, 1);
    refreshed();
    due();

    SubmissionId ready =
        transactions
            .asSystem(() -> lanes.outlooks(List.of(connection)))
            .get(connection)
            .head()
            .orElseThrow();

    assertThat(sent()).isEqualTo(ready);
  }

  @Test
  void whoBorrowedPaysLater() {
    jobs(dated, 6, inHours(8));
    jobs(dated, 8, null);
    jobs(undated, 12, null);
    refreshed();

    List<TenantId> calls = calls(20);

    assertThat(Collections.frequency(calls.subList(0, 7), dated)).isGreaterThanOrEqualTo(5);
    assertThat(Collections.frequency(calls, dated)).isBetween(9, 11);
  }

  @Test
  void whatCanNoLongerBeMetDoesNotDisplaceWhatCan() {
    TenantId late = TenantId.next();
    jobs(late, 3, Instant.now().minusSeconds(60));
    jobs(dated, 1, inHours(2));
    ahead(dated, 1);
    refreshed();

    assertThat(calls(2)).containsExactly(dated, late);
  }

  @Test
  void insideATenantAtRiskALateDocumentLetsThoseGoThatCanBeInTime() {
    SubmissionId late = job(tenant, Instant.now().minusSeconds(60));
    SubmissionId soon = job(tenant, inHours(1).plusSeconds(600));
    refreshed();
    Rows.change(
        "UPDATE submitter.lane SET slots = 1 WHERE connection_id = '%s'".formatted(connection));

    due();
    assertThat(sent()).isEqualTo(soon);
    due();
    assertThat(sent()).isEqualTo(late);
  }

  @Test
  void whoIsTooFarAheadOfItsShareBorrowsNoMore() {
    jobs(undated, 3, null);
    jobs(dated, 3, inHours(4));
    refreshed();
    ahead(dated, 601);
    refreshed();
    assertThat(calls(1)).containsOnly(undated);

    ahead(dated, -10);
    refreshed();
    assertThat(calls(1)).containsOnly(dated);
  }

  private static Instant inHours(int hours) {
    return Instant.now().plus(Duration.ofHours(hours));
  }

  private void jobs(TenantId owner, int many, @Nullable Instant date) {
    for (int i = 0; i < many; i++) {
      job(owner, date);
    }
  }

  /** Rounds do this every few seconds. */
  private void refreshed() {
    transactions.asSystem(() -> lanes.refresh(connection));
  }

  /** As if it had had so many calls out of turn. */
  private void ahead(TenantId owner, int calls) {
    Rows.change(
        "UPDATE submitter.flow SET vstart = vstart + %d * submitter.stride(weight)".formatted(calls)
            + " WHERE tenant_id = '%s'".formatted(owner));
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
}
