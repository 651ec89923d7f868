package se.sluss.submitter.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.governor.LaneView;

class LaneGaugesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LaneGauges gauges = new LaneGauges(meters);
  private final ConnectionId connection = ConnectionId.next();

  @Test
  void laneIsShownByItsConnectionAlone() {
    show(lane(Optional.of(NOW.plusSeconds(90))));

    assertThat(value(Names.LANE_AGREED)).isEqualTo(1);
    assertThat(value(Names.LANE_IN_FORCE)).isEqualTo(2);
    assertThat(value(Names.LANE_PACE_SHARE)).isEqualTo(0.5);
    assertThat(value(Names.LANE_BACKLOG)).isEqualTo(7);
    assertThat(value(Names.LANE_DATE_AT_RISK)).isEqualTo(90);
    assertThat(value(Names.LANE_IN_DOUBT)).isEqualTo(2);
    assertThat(value(Names.LANE_PARKED)).isEqualTo(1);
    assertThat(value(Names.LANE_SLOTS_USED)).isEqualTo(999);
    assertThat(value(Names.LANE_SLOTS_LOST)).isEqualTo(3);
    assertThat(value(Names.LANE_IN_FLIGHT)).isEqualTo(1);
    assertThat(meters.getMeters())
        .allSatisfy(
            meter ->
                assertThat(meter.getId().getTags())
                    .filteredOn(tag -> !tag.getKey().equals("state"))
                    .singleElement()
                    .satisfies(tag -> assertThat(tag.getValue()).isEqualTo(connection.value())));
  }

  @Test
  void theLastOfTheLaneWaitsForTheNextSlotAndForAllBeforeIt() {
    show(lane(Optional.empty()));

    assertThat(value(Names.LANE_WAIT)).isEqualTo(3 + 7 * 2);
  }

  @Test
  void aLaneThatRestsHasNoWaitThatAnybodyKnows() {
    show(lane("STOPPED", Optional.empty()));

    assertThat(value(Names.LANE_WAIT)).isNaN();
  }

  @Test
  void aLaneIsInOneOfTheStates() {
    show(lane("PAUSED", Optional.empty()));

    assertThat(
            meters.get(Names.LANE_STATE).gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> gauge.getId().getTag("state")))
        .containsExactly("PAUSED");
    assertThat(meters.get(Names.LANE_STATE).gauges()).hasSize(5);
  }

  @Test
  void theClosestCallsAreShownOnceThereAreTwo() {
    show(lane(Optional.empty()));
    assertThat(value(Names.LANE_CLOSEST)).isNaN();

    gauges.show(List.of(lane(Optional.empty())), Map.of(connection, Duration.ofMillis(1003)), NOW);
    assertThat(value(Names.LANE_CLOSEST)).isEqualTo(1.003);
  }

  @Test
  void laterFiguresTakeThePlaceOfEarlierOnesAndALaneThatIsGoneIsNotShown() {
    show(lane(Optional.of(NOW.plusSeconds(90))));

    show(lane(Optional.empty()));
    assertThat(value(Names.LANE_DATE_AT_RISK)).isNaN();

    show();
    assertThat(meters.getMeters()).isEmpty();
  }

  private void show(LaneView... lanes) {
    gauges.show(List.of(lanes), Map.of(), NOW);
  }

  private double value(String name) {
    return meters.get(name).tag("connection", connection.value()).gauge().value();
  }

  private LaneView lane(Optional<Instant> nextDateAtRisk) {
    return lane("RUNNING", nextDateAtRisk);
  }

  private LaneView lane(String state, Optional<Instant> nextDateAtRisk) {
    return new LaneView(
        Optional.of(connection),
        VendorId.next(),
        Service.ELT,
        Mode.LIVE,
        state,
        "",
        NOW,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new LaneView.Rate(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                0.5,
                Optional.empty(),
                Duration.ofMillis(100),
                Optional.empty(),
                Optional.empty(),
                30,
                999,
                3,
                Optional.empty(),
                NOW.plusSeconds(3))),
        7,
        nextDateAtRisk,
        1,
        2,
        1);
  }
}
