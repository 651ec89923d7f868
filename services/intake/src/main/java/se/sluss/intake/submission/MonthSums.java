package se.sluss.intake.submission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a month's reports stand, added up.
 *
 * @param missing people of whom there was a report the month before and is none now: known people
 *     who may still have something to report
 * @param unsigned wait for signatures
 * @param signed have them all, wherever they are now; of these, those that are counted nowhere else
 *     wait for a connection
 * @param queued of those, wait in the lane
 * @param queuedUntil when the last of all that these tenants have in the lane is expected to leave,
 *     these among them; null when none waits, or nobody can say
 * @param standsStill why nobody can say: {@code PAUSED} or {@code STOPPED}, the lane; {@code
 *     UNCONNECTED}, its connection was retired or the loan ended and there is no other yet; {@code
 *     LATE}, the expected time has passed and no new one was told
 * @param underWay of the signed, are being sent, in doubt or parked
 * @param received of the signed, the authority has
 * @param refused of the signed, the authority refused
 * @param stopped cancelled, or never signed in time
 */
public record MonthSums(
    long missing,
    long unsigned,
    long signed,
    long queued,
    @Nullable Instant queuedUntil,
    @Nullable String standsStill,
    long underWay,
    long received,
    long refused,
    long stopped) {}
