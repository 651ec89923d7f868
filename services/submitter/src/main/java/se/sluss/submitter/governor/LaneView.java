package se.sluss.submitter.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/**
 * A lane as operators and its vendor see it.
 *
 * @param connection empty for documents that wait for a connection of their vendor
 * @param callsLastMinute calls that left within the last minute
 * @param inFlight calls without an answer
 */
public record LaneView(
    Optional<ConnectionId> connection,
    VendorId vendor,
    Service service,
    Mode mode,
    String state,
    String reason,
    Instant since,
    Optional<Duration> agreedInterval,
    Optional<Duration> intervalInForce,
    Optional<Instant> nextSlotAt,
    long backlog,
    long inFlight,
    long inDoubt,
    long parked,
    long callsLastMinute) {}
