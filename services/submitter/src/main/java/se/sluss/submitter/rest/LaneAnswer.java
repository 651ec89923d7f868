package se.sluss.submitter.rest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.governor.LaneView;

/**
 * A lane as the API shows it.
 *
 * @param connectionId null for documents that wait for a connection of their vendor
 * @param reason why it does not run; null when it does
 * @param backlog documents that wait for their slot
 */
public record LaneAnswer(
    @Nullable ConnectionId connectionId,
    VendorId vendorId,
    Service service,
    Mode mode,
    String state,
    @Nullable String reason,
    Instant since,
    @Nullable Duration agreedInterval,
    @Nullable Duration intervalInForce,
    @Nullable Instant nextSlotAt,
    long backlog,
    long inFlight,
    long inDoubt,
    long parked,
    long callsLastMinute) {

  static LaneAnswer of(LaneView lane) {
    return new LaneAnswer(
        lane.connection().orElse(null),
        lane.vendor(),
        lane.service(),
        lane.mode(),
        lane.state(),
        lane.reason().isEmpty() ? null : lane.reason(),
        lane.since(),
        lane.agreedInterval().orElse(null),
        lane.intervalInForce().orElse(null),
        lane.nextSlotAt().orElse(null),
        lane.backlog(),
        lane.inFlight(),
        lane.inDoubt(),
        lane.parked(),
        lane.callsLastMinute());
  }
}
