package se.sluss.signing.order;

import java.time.Instant;
import se.sluss.signing.bankid.Deadline;

/**
 * The time in which one worker alone takes a step.
 *
 * @param until when another worker may look, by the clock that all replicas share
 * @param callBefore the last moment at which a call may leave, so that what it is answered is here
 *     before the end; held by this process's own clock, since a process may be stopped in between
 * @param storeBefore when what came of it is no longer tried to be stored, by {@link StoreOutcome}
 */
record Lease(Instant until, Deadline callBefore, Instant storeBefore) {}
