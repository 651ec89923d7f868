package se.sluss.submitter.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.submitter.governor.Forecast;
import se.sluss.submitter.governor.LaneView;

/**
 * A forecast as the API shows it. It holds for a lane that runs at the pace of this moment; {@code
 * laneState} says whether it does.
 *
 * @param lastPosition the place of the last document in the lane, from 1
 * @param firstLeavesAt UTC
 * @param lastLeavesAt UTC
 * @param laneReason why the lane does not run; null when it does
 */
public record ForecastAnswer(
    int documents,
    long lastPosition,
    Instant firstLeavesAt,
    Instant lastLeavesAt,
    String laneState,
    @Nullable String laneReason) {

  static ForecastAnswer of(Forecast forecast, LaneView lane) {
    return new ForecastAnswer(
        forecast.documents(),
        forecast.lastPosition(),
        forecast.firstLeavesAt(),
        forecast.lastLeavesAt(),
        lane.state(),
        lane.reason().isEmpty() ? null : lane.reason());
  }
}
