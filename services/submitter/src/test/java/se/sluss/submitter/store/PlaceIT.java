package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.SweepStale;
import se.sluss.submitter.governor.Forecast;
import se.sluss.submitter.governor.Grant;
import se.sluss.testsupport.Eventually;

/** What is told of a document's place is the order in which documents then go. */
@SubmitterTest
class PlaceIT extends LaneInPostgres {
  @Inject SweepStale sweepStale;

  private final List<TenantId> tenants = List.of(tenant, TenantId.next(), TenantId.next());

  @Test
  void placesAreTheOrderInWhichDocumentsGo() {
    List<SubmissionId> waiting = mixedBacklog();

    Map<Long, SubmissionId> told = new LinkedHashMap<>();
    waiting.forEach(submission -> told.put(place(submission), submission));

    assertThat(told).as("every place once").hasSameSizeAs(waiting);
    for (long position = 1; position <= waiting.size(); position++) {
      assertThat(call()).as("place %d", position).isEqualTo(told.get(position));
    }
  }

  @Test
  void theForecastIsThePlaceThatTheLastDocumentThenGets() {
    mixedBacklog();
    for (TenantId owner : tenants) {
      Forecast forecast = forecast(owner, 5);
      SubmissionId last = job(owner, null);
      for (int i = 1; i < 5; i++) {
        last = job(owner, null);
      }

      assertThat(place(last)).isEqualTo(forecast.lastPosition());
    }
  }

  @Test
  void fourHundredDocumentsOfANewcomerAreForetold() {
    mixedBacklog();
    TenantId newcomer = TenantId.next();

    Instant before = Instant.now();
    Forecast forecast = forecast(newcomer, 400);

    // All that waits goes before the last of them; the rest is the lane's pace.
    assertThat(forecast.lastPosition()).isEqualTo(400 + 15);
    assertThat(Duration.between(before, forecast.lastLeavesAt()))
        .isBetween(INTERVAL.multipliedBy(410), INTERVAL.multipliedBy(415).plusSeconds(2));
    assertThat(forecast.firstLeavesAt()).isBefore(Instant.now().plus(INTERVAL.multipliedBy(20)));
  }

  @Test
  void placeThatNobodyCameToTellOfIsToldOnce() {
    SubmissionId placed = job();

    sweepStale.sweep();

    // The room's own round may hold it at this moment.
    Eventually.holds(() -> assertThat(queuedEvents(placed)).hasSize(1));
    sweepStale.sweep();
    assertThat(queuedEvents(placed)).hasSize(1);
  }

  /** Five times what is placed at once, from before there was a connection. */
  @Test
  void aBacklogHasItsPlacesAfterOneRound() {
    VendorId late = VendorId.next();
    for (int i = 0; i < 500; i++) {
      job(late, tenant, null);
    }
    ConnectionId theirs = connected(late);

    sweepStale.sweep();

    assertThat(queued(theirs))
        .as("without what the room's own round holds at this moment")
        .isGreaterThan(300);
    Eventually.holds(() -> assertThat(queued(theirs)).isEqualTo(500));
  }

  private static int queued(ConnectionId lane) {
    return Integer.parseInt(
        Rows.read(
                "SELECT coalesce(sum(queued), 0) FROM submitter.flow WHERE connection_id = '%s'"
                    .formatted(lane))
            .getFirst());
  }

  private static List<String> queuedEvents(SubmissionId submission) {
    return Rows.read(
        "SELECT type FROM submitter.outbox WHERE key = '%s' AND type LIKE '%%.queued.v1'"
            .formatted(submission));
  }

  /** Fifteen documents of three tenants that weigh one, two and three, each of which had a call. */
  private List<SubmissionId> mixedBacklog() {
    List<SubmissionId> waiting = new ArrayList<>();
    for (int t = 0; t < tenants.size(); t++) {
      TenantId owner = tenants.get(t);
      int weight = t + 1;
      transactions.asSystem(() -> operate.weigh(connection, vendor, owner, weight, WHY));
      for (int n = 0; n < 7 - t; n++) {
        waiting.add(job(owner, n == 3 ? Instant.now().plus(Duration.ofDays(90)) : null));
      }
    }
    for (int t = 0; t < tenants.size(); t++) {
      waiting.remove(call());
    }
    return waiting;
  }

  private SubmissionId call() {
    due();
    Grant grant = granted();
    send(grant);
    finish(grant, new SubmitOutcome.Received("tx"));
    return grant.delivery().submission().submissionId();
  }

  private long place(SubmissionId submission) {
    return transactions
        .asSystem(() -> deliveries.place(submission))
        .orElseThrow()
        .place()
        .position();
  }

  private Forecast forecast(TenantId owner, int documents) {
    return transactions
        .asSystem(() -> lanes.forecast(connection, vendor, owner.value(), documents))
        .orElseThrow();
  }
}
