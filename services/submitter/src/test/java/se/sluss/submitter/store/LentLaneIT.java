package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.connection.Loans;
import se.sluss.submitter.connection.Loans.Lending;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Forecast;
import se.sluss.submitter.governor.Grant;
import se.sluss.testsupport.Eventually;

/** A lane that is lent: whose turn it is among vendors, and then among the tenants of each. */
@SubmitterTest
class LentLaneIT extends LaneInPostgres {
  @Inject Loans loans;

  private final VendorId large = VendorId.next();
  private final VendorId small = VendorId.next();
  private final TenantId only = TenantId.next();
  private final List<TenantId> ten = Stream.generate(TenantId::next).limit(10).toList();

  @BeforeEach
  void lentToBoth() {
    assertThat(lend(large)).isEqualTo(Lending.LENT);
    assertThat(lend(small)).isEqualTo(Lending.LENT);
  }

  @Test
  void aVendorWithTenTenantsAndALongQueueGetsNoMoreThanOneWithASingleTenant() {
    ten.forEach(each -> jobs(large, each, 6));
    jobs(small, only, 8);

    List<VendorId> calls = vendors(calls(16));

    for (int pair = 0; pair < 16; pair += 2) {
      assertThat(calls.subList(pair, pair + 2)).containsExactlyInAnyOrder(large, small);
    }
  }

  @Test
  void theOwnerIsOneVendorAmongOthersAndKeepsItsPlaces() {
    ten.forEach(each -> jobs(large, each, 3));
    jobs(vendor, tenant, 3);
    jobs(small, only, 3);

    assertThat(vendors(calls(9)).subList(0, 9))
        .satisfies(
            calls -> {
              assertThat(Collections.frequency(calls, vendor)).isEqualTo(3);
              assertThat(Collections.frequency(calls, small)).isEqualTo(3);
            });
  }

  @Test
  void aNewVendorWaitsOneRoundOfVendorsAtMostHoweverManyTenantsOthersHave() {
    ten.forEach(each -> jobs(large, each, 4));
    jobs(vendor, tenant, 10);
    calls(7);
    refresh();

    jobs(small, only, 1);

    assertThat(vendors(calls(3))).contains(small);
  }

  @Test
  void aNewTenantWaitsOneRoundOfItsVendorsTenantsAtMost() {
    jobs(large, ten.get(0), 12);
    jobs(large, ten.get(1), 12);
    jobs(small, only, 20);
    calls(9);
    refresh();

    jobs(large, ten.get(2), 1);

    assertThat(tenants(calls(6))).contains(ten.get(2));
  }

  @Test
  void weightsCountInsideTheirVendorAlone() {
    weigh(large, ten.get(0), 4);
    jobs(large, ten.get(0), 20);
    jobs(large, ten.get(1), 20);
    jobs(small, only, 20);

    List<Grant> calls = calls(20);

    assertThat(Collections.frequency(vendors(calls), small)).isEqualTo(10);
    assertThat(Collections.frequency(tenants(calls), ten.get(0))).isBetween(7, 9);
    assertThat(Collections.frequency(tenants(calls), ten.get(1))).isBetween(1, 3);
  }

  @Test
  void aVendorThatIdledHasEarnedNothing() {
    jobs(large, ten.get(0), 20);
    jobs(small, only, 1);
    calls(8);

    jobs(small, only, 6);

    assertThat(Collections.frequency(vendors(calls(6)), small)).isEqualTo(3);
  }

  @Test
  void datesTakeTurnsOfTheirOwnVendorOnly() {
    Instant soon = Instant.now().plusSeconds(10);
    for (int i = 0; i < 40; i++) {
      job(large, ten.get(0), soon);
    }
    jobs(large, ten.get(1), 10);
    jobs(small, only, 10);
    refresh();

    List<Grant> calls = calls(12);

    assertThat(Collections.frequency(vendors(calls), small)).isEqualTo(6);
    assertThat(Collections.frequency(tenants(calls), ten.get(0)))
        .as("dated before undated of the same vendor")
        .isGreaterThan(3);
  }

  @Test
  void aSlotGivenBackIsPaidForNeitherByTheVendorNorByItsTenant() {
    jobs(small, only, 1);
    String before = paid();
    Grant missed = granted();
    assertThat(paid()).isNotEqualTo(before);

    finish(missed, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));

    assertThat(paid()).isEqualTo(before);
  }

  @Test
  void aDocumentInDoubtGoesAgainOutOfTurnAndItsVendorPays() {
    jobs(small, only, 1);
    Grant lost = granted();
    send(lost);
    finish(lost, new SubmitOutcome.InDoubt(Cause.CONNECTION_LOST));
    goesAgainFrom("clock_timestamp() + interval '1 hour'");
    ten.forEach(each -> jobs(large, each, 2));
    jobs(vendor, tenant, 10);
    calls(2);
    goesAgainFrom("clock_timestamp()");
    String before = paid();

    assertThat(vendors(calls(2))).contains(small);
    assertThat(paid()).isNotEqualTo(before);
  }

  @Test
  void placesAreTheOrderInWhichDocumentsOfAllVendorsGo() {
    weigh(large, ten.get(1), 3);
    jobs(large, ten.get(0), 5);
    calls(3);
    jobs(large, ten.get(1), 5);
    jobs(large, ten.get(2), 2);
    jobs(vendor, tenant, 4);
    calls(2);
    jobs(small, only, 6);
    List<SubmissionId> waiting =
        Rows.read(
                "SELECT submission_id FROM submitter.job WHERE state = 'QUEUED'"
                    + " AND connection_id = '%s'".formatted(connection))
            .stream()
            .map(SubmissionId::of)
            .toList();
    Map<Long, SubmissionId> told = new LinkedHashMap<>();
    waiting.forEach(each -> told.put(place(each), each));

    assertThat(told).as("every place once").hasSameSizeAs(waiting);
    for (long position = 1; position <= waiting.size(); position++) {
      assertThat(calls(1).getFirst().delivery().submission().submissionId())
          .as("place %d", position)
          .isEqualTo(told.get(position));
    }
  }

  @Test
  void theForecastIsThePlaceThatTheLastDocumentThenGets() {
    ten.forEach(each -> jobs(large, each, 3));
    jobs(vendor, tenant, 4);
    calls(5);
    for (VendorId of : List.of(small, large)) {
      TenantId owner = of.equals(small) ? only : ten.get(3);
      Forecast forecast =
          transactions
              .asSystem(() -> lanes.forecast(connection, of, owner.value(), 5))
              .orElseThrow();
      jobs(of, owner, 4);

      assertThat(place(job(of, owner, null))).isEqualTo(forecast.lastPosition());
    }
  }

  @Test
  void whatWaitsMovesToTheVendorsOwnLaneInItsOrderAndIsSentOnce() {
    SubmissionId underWay = job(small, only, null);
    List<SubmissionId> waiting = new ArrayList<>();
    Grant sending = granted();
    send(sending);
    for (int i = 0; i < 5; i++) {
      waiting.add(job(small, only, null));
    }
    jobs(large, ten.get(0), 3);
    ConnectionId own = connected(small);
    waiting.add(job(small, only, null));

    finish(sending, new SubmitOutcome.Received("tx"));
    assertThat(vendors(calls(3))).containsOnly(large);
    assertThat(sending.delivery().submission().submissionId()).isEqualTo(underWay);
    List<SubmissionId> sent = new ArrayList<>();
    for (SubmissionId _ : waiting) {
      due(own);
      Grant grant = granted(own);
      send(grant);
      finish(grant, new SubmitOutcome.Received("tx"));
      sent.add(grant.delivery().submission().submissionId());
    }
    assertThat(sent).isEqualTo(waiting);
    assertThat(lend(small)).isEqualTo(Lending.HAS_ITS_OWN);
  }

  @Test
  void whatComesBackFromACallWhenTheLoanIsOverMovesToo() {
    job(small, only, null);
    Grant sending = granted();
    ConnectionId own = connected(small);
    place();

    finish(sending, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));
    place();

    assertThat(granted(own).delivery().submission().submissionId())
        .isEqualTo(sending.delivery().submission().submissionId());
  }

  @Test
  void whenALoanEndsWhatWaitsWaitsForAConnectionAgain() {
    SubmissionId waiting = job(small, only, null);
    assertThat(transactions.asSystem(() -> loans.end(connection, small))).isTrue();
    Eventually.holds(() -> assertThat(laneOf(waiting)).isEqualTo("none"));
    assertThat(transactions.asSystem(() -> loans.end(connection, small))).isFalse();

    lend(small);

    Eventually.holds(() -> assertThat(laneOf(waiting)).isEqualTo(connection.value()));
    assertThat(vendors(calls(1))).containsExactly(small);
  }

  @Test
  void aVendorHasOneLoanOfAKind() {
    ConnectionId other = connected(VendorId.next());

    assertThat(
            transactions.asSystem(() -> loans.lend(connections.find(other).orElseThrow(), small)))
        .isEqualTo(Lending.HAS_ANOTHER);
  }

  private Lending lend(VendorId to) {
    return transactions.asSystem(() -> loans.lend(connections.find(connection).orElseThrow(), to));
  }

  private void jobs(VendorId of, TenantId owner, int many) {
    for (int i = 0; i < many; i++) {
      job(of, owner, null);
    }
  }

  private void place() {
    transactions.asSystem(() -> deliveries.placeInLanes(Integer.MAX_VALUE));
  }

  private void refresh() {
    transactions.asSystem(() -> lanes.refresh(connection));
  }

  private List<Grant> calls(int many) {
    var grants = new ArrayList<Grant>();
    for (int i = 0; i < many; i++) {
      due();
      Grant grant = granted();
      send(grant);
      finish(grant, new SubmitOutcome.Received("tx"));
      grants.add(grant);
    }
    return grants;
  }

  private static List<VendorId> vendors(List<Grant> grants) {
    return submissions(grants).map(SubmissionRef::vendorId).toList();
  }

  private static List<TenantId> tenants(List<Grant> grants) {
    return submissions(grants).map(SubmissionRef::tenantId).toList();
  }

  private static Stream<SubmissionRef> submissions(List<Grant> grants) {
    return grants.stream().map(grant -> grant.delivery().submission());
  }

  private void weigh(VendorId of, TenantId owner, int weight) {
    transactions.asSystem(() -> operate.weigh(connection, of, owner, weight, WHY));
  }

  private long place(SubmissionId submission) {
    return transactions
        .asSystem(() -> deliveries.place(submission))
        .orElseThrow()
        .place()
        .position();
  }

  private String paid() {
    return Rows.read(
            "SELECT guest.vstart || ' ' || flow.vstart FROM submitter.guest"
                + " JOIN submitter.flow USING (connection_id, vendor_id)"
                + " WHERE flow.tenant_id = '%s'".formatted(only))
        .getFirst();
  }

  /** After one more round of places, which passes by a row that the room's own round holds. */
  private String laneOf(SubmissionId submission) {
    place();
    return Rows.read(
            "SELECT coalesce(connection_id, 'none') FROM submitter.job WHERE submission_id = '%s'"
                .formatted(submission))
        .getFirst();
  }
}
