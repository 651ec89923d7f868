package se.sluss.submitter.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.delivery.Call;
import se.sluss.submitter.delivery.Cause;

/**
 * One call as it is archived. Times are the database's.
 *
 * @param number of the submission's attempt, from 1
 * @param sentAt the latest moment at which its bytes can have left; empty while nobody knows
 * @param endedAt when its end was stored; empty while it is open
 * @param outcome empty while it is open
 * @param call empty when no byte left, nobody knows, or its time in the archive is over
 * @param body of the answer, sealed
 */
public record ArchivedExchange(
    AttemptId attempt,
    SubmissionRef submission,
    ConnectionId connection,
    int number,
    Instant slotAt,
    Optional<Instant> sentAt,
    Optional<Instant> endedAt,
    Optional<String> outcome,
    Optional<Cause> cause,
    Optional<String> txId,
    Optional<Call> call,
    OptionalInt status,
    Optional<SealedBytes> headers,
    Optional<SealedBytes> body,
    Optional<Duration> headAfter,
    Optional<Duration> took) {}
