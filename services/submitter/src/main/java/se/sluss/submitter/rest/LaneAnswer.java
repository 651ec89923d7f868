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
 * A lane as the API shows it; {@link LaneView} says what the members mean.
 *
 * @param connectionId null for documents that wait for a connection of their vendor
 * @param reason why it does not run, or rests; null when it does
 * @param backlog documents that wait for their slot
 * @param lent whether it is another's, lent to the vendor that looks: the counts are that vendor's,
 *     and what would tell of others' calls is null
 * @param slotUse slots with a call, of all slots while work waited, ever; null before the first
 */
public record LaneAnswer(
    @Nullable ConnectionId connectionId,
    VendorId vendorId,
    boolean lent,
    Service service,
    Mode mode,
    String state,
    @Nullable String reason,
    Instant since,
    @Nullable Instant tryAt,
    @Nullable Instant quarantinedUntil,
    @Nullable Instant restsUntil,
    @Nullable Duration agreedInterval,
    @Nullable Duration intervalInForce,
    @Nullable Double paceShare,
    @Nullable Duration slowedTo,
    @Nullable Duration guard,
    @Nullable Duration usualAnswer,
    @Nullable Duration measuredInterval,
    @Nullable String ceiling,
    @Nullable Instant nextSlotAt,
    long backlog,
    @Nullable Instant nextDateAtRisk,
    long inFlight,
    long inDoubt,
    long parked,
    long callsLastMinute,
    @Nullable Double slotUse) {

  static LaneAnswer of(LaneView lane) {
    LaneView.Rate rate = lane.rate().orElse(null);
    return new LaneAnswer(
        lane.connection().orElse(null),
        lane.vendor(),
        false,
        lane.service(),
        lane.mode(),
        lane.state(),
        lane.reason().isEmpty() ? null : lane.reason(),
        lane.since(),
        lane.tryAt().orElse(null),
        lane.quarantinedUntil().orElse(null),
        lane.restsUntil().orElse(null),
        rate == null ? null : rate.agreed(),
        rate == null ? null : rate.inForce(),
        rate == null ? null : rate.paceShare(),
        rate == null ? null : rate.slowedTo().orElse(null),
        rate == null ? null : rate.guard(),
        rate == null ? null : rate.usualAnswer().orElse(null),
        rate == null ? null : rate.measured().orElse(null),
        rate == null ? null : rate.ceiling().orElse(null),
        rate == null ? null : rate.nextSlotAt(),
        lane.backlog(),
        lane.nextDateAtRisk().orElse(null),
        lane.inFlight(),
        lane.inDoubt(),
        lane.parked(),
        rate == null ? 0 : rate.callsLastMinute(),
        rate == null ? null : slotUse(rate));
  }

  static LaneAnswer ofLent(LaneView lane) {
    LaneView.Rate rate = lane.rate().orElseThrow();
    return new LaneAnswer(
        lane.connection().orElseThrow(),
        lane.vendor(),
        true,
        lane.service(),
        lane.mode(),
        lane.state(),
        lane.reason().isEmpty() ? null : lane.reason(),
        lane.since(),
        lane.tryAt().orElse(null),
        lane.quarantinedUntil().orElse(null),
        lane.restsUntil().orElse(null),
        rate.agreed(),
        rate.inForce(),
        rate.paceShare(),
        rate.slowedTo().orElse(null),
        rate.guard(),
        null,
        null,
        null,
        null,
        lane.backlog(),
        lane.nextDateAtRisk().orElse(null),
        lane.inFlight(),
        lane.inDoubt(),
        lane.parked(),
        rate.callsLastMinute(),
        null);
  }

  private static @Nullable Double slotUse(LaneView.Rate rate) {
    long slots = rate.slotsUsed() + rate.slotsLost();
    return slots == 0 ? null : rate.slotsUsed() / (double) slots;
  }
}
