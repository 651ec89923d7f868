package se.sluss.submitter.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import se.sluss.kit.meters.Reading;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.governor.LaneView;

/** Lanes as metrics, told apart by their connection's identifier and nothing else. */
@ApplicationScoped
class LaneGauges {
  private static final String CONNECTION = "connection";

  /** As {@code lane.state} in the database has them. */
  private static final List<String> STATES =
      List.of("RUNNING", "PAUSED", "DRAINING", "STOPPED", "TRYING");

  private static final double MILLIS_PER_SECOND = 1000;

  private final MultiGauge agreed;
  private final MultiGauge inForce;
  private final MultiGauge paceShare;
  private final MultiGauge backlog;
  private final MultiGauge dateAtRisk;
  private final MultiGauge inDoubt;
  private final MultiGauge parked;
  private final MultiGauge slotsUsed;
  private final MultiGauge slotsLost;
  private final MultiGauge state;
  private final MultiGauge wait;
  private final MultiGauge closest;
  private final MultiGauge inFlight;

  LaneGauges(MeterRegistry meters) {
    agreed = gauge(meters, Names.LANE_AGREED, "seconds");
    inForce = gauge(meters, Names.LANE_IN_FORCE, "seconds");
    paceShare = gauge(meters, Names.LANE_PACE_SHARE, "");
    backlog = gauge(meters, Names.LANE_BACKLOG, "");
    dateAtRisk = gauge(meters, Names.LANE_DATE_AT_RISK, "seconds");
    inDoubt = gauge(meters, Names.LANE_IN_DOUBT, "");
    parked = gauge(meters, Names.LANE_PARKED, "");
    slotsUsed = gauge(meters, Names.LANE_SLOTS_USED, "");
    slotsLost = gauge(meters, Names.LANE_SLOTS_LOST, "");
    state = gauge(meters, Names.LANE_STATE, "");
    wait = gauge(meters, Names.LANE_WAIT, "seconds");
    closest = gauge(meters, Names.LANE_CLOSEST, "seconds");
    inFlight = gauge(meters, Names.LANE_IN_FLIGHT, "");
  }

  private static MultiGauge gauge(MeterRegistry meters, String name, String unit) {
    MultiGauge.Builder builder = MultiGauge.builder(name);
    return (unit.isEmpty() ? builder : builder.baseUnit(unit)).register(meters);
  }

  /**
   * Shows these lanes and no others.
   *
   * @param gaps the least time between two calls of a connection; absent with fewer than two
   */
  void show(List<LaneView> views, Map<ConnectionId, Duration> gaps, Instant now) {
    List<Lane> lanes =
        views.stream()
            .flatMap(
                view ->
                    view.connection().isPresent() && view.rate().isPresent()
                        ? Stream.of(
                            new Lane(
                                view.connection().get().value(),
                                view,
                                view.rate().get(),
                                Optional.ofNullable(gaps.get(view.connection().get()))))
                        : Stream.empty())
            .toList();
    show(agreed, lanes, lane -> seconds(lane.rate.agreed()));
    show(inForce, lanes, lane -> seconds(lane.rate.inForce()));
    show(paceShare, lanes, lane -> lane.rate.paceShare());
    show(backlog, lanes, lane -> lane.view.backlog());
    show(dateAtRisk, lanes, lane -> secondsLeft(lane.view, now));
    show(inDoubt, lanes, lane -> lane.view.inDoubt());
    show(parked, lanes, lane -> lane.view.parked());
    show(slotsUsed, lanes, lane -> lane.rate.slotsUsed());
    show(slotsLost, lanes, lane -> lane.rate.slotsLost());
    show(wait, lanes, lane -> secondsToWait(lane, now));
    show(closest, lanes, lane -> lane.gap.map(LaneGauges::seconds).orElse(Double.NaN));
    show(inFlight, lanes, lane -> lane.view.inFlight());
    state.register(lanes.stream().flatMap(LaneGauges::states).toList(), true);
  }

  private record Lane(
      String connection, LaneView view, LaneView.Rate rate, Optional<Duration> gap) {}

  /** A row for each state, so that none is missing when a lane leaves it. */
  private static Stream<MultiGauge.Row<Reading>> states(Lane lane) {
    return STATES.stream()
        .map(
            each ->
                row(
                    Tags.of(CONNECTION, lane.connection, "state", each),
                    each.equals(lane.view.state()) ? 1 : 0));
  }

  /** Not a number while it rests: nobody knows when it goes on. */
  private static double secondsToWait(Lane lane, Instant now) {
    if (!lane.view.state().equals("RUNNING")) {
      return Double.NaN;
    }
    if (lane.view.backlog() == 0) {
      return 0;
    }
    double untilNext = Math.max(0, seconds(Duration.between(now, lane.rate.nextSlotAt())));
    return untilNext + lane.view.backlog() * seconds(lane.rate.inForce());
  }

  private static void show(MultiGauge gauge, List<Lane> lanes, ToDoubleFunction<Lane> value) {
    gauge.register(
        lanes.stream()
            .map(lane -> row(Tags.of(CONNECTION, lane.connection), value.applyAsDouble(lane)))
            .toList(),
        true);
  }

  private static MultiGauge.Row<Reading> row(Tags tags, double value) {
    return MultiGauge.Row.of(tags, Reading.of(value), Reading::fresh);
  }

  /** Not a number while no date is at risk. */
  private static double secondsLeft(LaneView view, Instant now) {
    return view.nextDateAtRisk()
        .map(date -> seconds(Duration.between(now, date)))
        .orElse(Double.NaN);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }
}
