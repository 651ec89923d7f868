package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.delivery.MovedPlaces;
import se.sluss.testsupport.Eventually;

/** Expected times that have moved much are told again, once. */
@SubmitterTest
class RetellIT extends Deliveries {
  private static final String CLOSED = "https://localhost:1/shs2/FK.ASE.Tidredovisning";

  @Inject MovedPlaces places;
  @Inject Transactions transactions;

  @Test
  void documentsOfASlowedLaneAreToldTheirNewTimesOnce() {
    String connection = vendor.connect(Service.ELT, CLOSED, "PT0.2S");
    SubmissionSigned first = queued();
    SubmissionSigned second = queued();
    SubmissionSigned third = queued();
    slow(connection, "\"PT60S\"");
    Instant asked = Instant.now();

    retellPlaces.retell();
    retellPlaces.retell();

    SubmissionQueued told = retold(third);
    assertThat(told.reason()).isEqualTo(QueuedReason.PLACE_CHANGED);
    assertThat(told.position()).isEqualTo(3);
    // The slower lane rests one interval, its guard and a window first.
    assertThat(told.estimatedStart())
        .isBetween(asked.plusSeconds(120), Instant.now().plusSeconds(181));
    for (SubmissionSigned one : List.of(first, second, third)) {
      Eventually.holds(() -> assertThat(timesRetold(one)).isEqualTo(1));
    }

    slow(connection, "null");
    retellPlaces.retell();

    Eventually.holds(() -> assertThat(timesRetold(third)).isEqualTo(2));
    assertThat(timesRetold(first)).isEqualTo(1);
  }

  @Test
  void theLastDocumentOfATenantIsToldOnceThatItsLaneStandsStillAndOnceThatItGoesOn() {
    String connection = vendor.connect(Service.ELT, CLOSED, "PT60S");
    SubmissionSigned first = queued();
    SubmissionSigned last = queued();
    assertThat(last(last, SubmissionQueued.class).standsStill()).isEmpty();
    act(connection, "pause");

    retellPlaces.retell();
    retellPlaces.retell();

    assertThat(retold(last).standsStill()).contains("PAUSED");
    act(connection, "resume");
    retellPlaces.retell();
    retellPlaces.retell();

    Eventually.holds(() -> assertThat(retold(last).standsStill()).isEmpty());
    assertThat(timesRetold(last)).isEqualTo(2);
    assertThat(retold(last).turn().orElseThrow())
        .isGreaterThan(first(first, SubmissionQueued.class).turn().orElseThrow());
  }

  @Test
  void whatComesToALaneThatStandsStillIsToldThat() {
    String connection = vendor.connect(Service.ELT, CLOSED, "PT60S");
    act(connection, "pause");

    assertThat(first(queued(), SubmissionQueued.class).standsStill()).contains("PAUSED");
  }

  @Test
  void theLastDocumentOfATenantIsToldItsNewTimeHoweverManyWaitBeforeIt() {
    String connection = vendor.connect(Service.ELT, CLOSED, "PT60S");
    List<SubmissionSigned> waiting = List.of(queued(), queued(), queued(), queued());
    slow(connection, "\"PT600S\"");

    List<MovedPlaces.Moved> moved = transactions.asSystem(() -> places.find(0, 1000));

    assertThat(moved)
        .extracting(MovedPlaces.Moved::submission)
        .contains(waiting.getLast().submission().submissionId())
        .doesNotContain(waiting.get(1).submission().submissionId());
  }

  @Test
  void aPlaceThatHasHalvedIsToldOnceAlsoWhileItsTimeHolds() {
    vendor.connect(Service.ELT, CLOSED, "PT60S");
    queued();
    SubmissionSigned halved = queued();
    SubmissionSigned nearly = queued();
    standsToldAt(halved, 4);
    standsToldAt(nearly, 5);

    retellPlaces.retell();
    retellPlaces.retell();

    assertThat(retold(halved).position()).isEqualTo(2);
    queued(); // what is told after a round comes after all of it
    assertThat(timesRetold(halved)).isEqualTo(1);
    assertThat(timesRetold(nearly)).isZero();
  }

  @Test
  void aPlaceThatHasHalvedIsToldAlsoWhileTheLaneStandsStillAndItsTimeIsNot() {
    String connection = vendor.connect(Service.ELT, CLOSED, "PT60S");
    SubmissionSigned first = queued();
    SubmissionSigned second = queued();
    queued();
    standsToldAt(second, 4);
    Rows.change(
        "UPDATE submitter.job SET told_position = 2, told_start = told_start - interval '1 hour'"
            + " WHERE submission_id = '%s'".formatted(first.submission().submissionId()));
    act(connection, "pause");

    assertThat(ofThisLane(connection, 2))
        .contains(first.submission().submissionId(), second.submission().submissionId());
    retellPlaces.retell();
    Rows.change(
        "UPDATE submitter.job SET told_start = told_start - interval '1 hour'"
            + " WHERE submission_id = '%s'".formatted(second.submission().submissionId()));

    assertThat(ofThisLane(connection, 2)).isEmpty();
    assertThat(retold(second).position()).isEqualTo(2);
    assertThat(retold(second).standsStill()).contains("PAUSED");
  }

  @Test
  void whatStandsStillGoesBeforeWhoseTimeHasMovedAndThatBeforeWhosePlaceHasHalved() {
    String connection = vendor.connect(Service.ELT, CLOSED, "PT60S");
    queued();
    SubmissionSigned shifted = queued();
    SubmissionSigned halved = queued();
    standsToldAt(halved, 6);
    Rows.change(
        "UPDATE submitter.job SET told_start = told_start - interval '1 hour' WHERE submission_id = '%s'"
            .formatted(shifted.submission().submissionId()));

    assertThat(ofThisLane(connection, 2))
        .containsExactly(shifted.submission().submissionId(), halved.submission().submissionId());

    Rows.change(
        "UPDATE submitter.job SET told_standing = 'PAUSED' WHERE submission_id = '%s'"
            .formatted(halved.submission().submissionId()));

    assertThat(ofThisLane(connection, 2))
        .containsExactly(halved.submission().submissionId(), shifted.submission().submissionId());
  }

  private List<SubmissionId> ofThisLane(String connection, int perLane) {
    return transactions.asSystem(() -> places.find(perLane, 1000)).stream()
        .filter(moved -> moved.connection().value().equals(connection))
        .map(MovedPlaces.Moved::submission)
        .toList();
  }

  @Test
  void onlyOneReplicaTellsAtATime() {
    String connection = vendor.connect(Service.ELT, CLOSED, "PT0.2S");
    SubmissionSigned signed = queued();
    slow(connection, "\"PT60S\"");

    int told =
        transactions.asSystem(
            () -> {
              places.alone(); // or the room's own round is telling: it is held either way
              return retellPlaces.retell();
            });

    assertThat(told).isZero();
    retellPlaces.retell();
    Eventually.holds(() -> assertThat(timesRetold(signed)).isEqualTo(1));
  }

  private SubmissionQueued retold(SubmissionSigned signed) {
    Eventually.holds(() -> assertThat(timesRetold(signed)).isPositive());
    return last(signed, SubmissionQueued.class);
  }

  private static void act(String connection, String what) {
    admin().post("/v1/lanes/" + connection + "/" + what).then().statusCode(200);
  }

  /** As if so many more had been before it, and gone at the pace that was expected. */
  private static void standsToldAt(SubmissionSigned signed, int place) {
    Rows.change(
        "UPDATE submitter.job SET told_position = %d WHERE submission_id = '%s' AND told_position > 1"
            .formatted(place, signed.submission().submissionId()));
  }

  private SubmissionSigned queued() {
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);
    return signed;
  }

  private static long timesRetold(SubmissionSigned signed) {
    return Vendor.told(signed.submission().submissionId()).stream()
        .filter(SubmissionQueued.class::isInstance)
        .map(SubmissionQueued.class::cast)
        .filter(queued -> queued.reason() == QueuedReason.PLACE_CHANGED)
        .count();
  }

  private static void slow(String connection, String interval) {
    admin()
        .contentType("application/json")
        .body("{\"interval\":" + interval + "}")
        .post("/v1/lanes/" + connection + "/slow")
        .then()
        .statusCode(200);
  }
}
