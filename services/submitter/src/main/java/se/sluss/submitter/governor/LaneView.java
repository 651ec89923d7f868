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
 * @param rate empty where there is no lane
 * @param nextDateAtRisk the earliest date of a tenant whose share may be too little; empty for none
 * @param inFlight calls without an answer
 * @param tryAt when a stopped lane tries one call by itself; empty when it does not
 * @param quarantinedUntil nothing goes before, since the database was changed over; empty for none
 * @param restsUntil nothing goes before, since the calls of the day to the authority's test
 *     environment are made; empty for none
 */
public record LaneView(
    Optional<ConnectionId> connection,
    VendorId vendor,
    Service service,
    Mode mode,
    String state,
    String reason,
    Instant since,
    Optional<Instant> tryAt,
    Optional<Instant> quarantinedUntil,
    Optional<Instant> restsUntil,
    Optional<Rate> rate,
    long backlog,
    Optional<Instant> nextDateAtRisk,
    long inFlight,
    long inDoubt,
    long parked) {

  /**
   * How fast it goes.
   *
   * @param agreed the least time between two arrivals that the authority agreed to
   * @param inForce the least time between two calls as things stand, without guard
   * @param paceShare 1 at the agreed pace; less while the authority shows strain
   * @param slowedTo a longer interval that an operator asked for
   * @param guard what is added while the last answer is not there
   * @param usualAnswer how long answers usually take; empty before the first
   * @param measured mean time between the calls of the last minute; empty with fewer than two
   * @param callsLastMinute calls that left within the last minute
   * @param slotsUsed slots with a call, ever
   * @param slotsLost slots that passed while work waited that was allowed to go, ever
   * @param ceiling which upper bound it shares with others
   */
  public record Rate(
      Duration agreed,
      Duration inForce,
      double paceShare,
      Optional<Duration> slowedTo,
      Duration guard,
      Optional<Duration> usualAnswer,
      Optional<Duration> measured,
      long callsLastMinute,
      long slotsUsed,
      long slotsLost,
      Optional<String> ceiling,
      Instant nextSlotAt) {}
}
