package se.sluss.submitter.governor;

import java.time.Duration;
import java.util.Optional;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.SubmissionId;

/**
 * A lane as it stood a moment ago; for preparing only, never for deciding.
 *
 * @param maySend whether it runs, or is to try a call by now
 * @param untilSlot how long until it is due; negative when it is overdue
 * @param interval the least time between two calls as things stand
 * @param claimedBy the replica that took its last slot; empty for none
 * @param inFlight calls without an answer, of all replicas
 * @param head the job that would go next; empty when none is ready
 * @param untilResend how long until the first document in doubt may go again; empty when none waits
 * @param identity the certificate that its calls go out with
 * @param changing whether another one is to come into force, and no slot is given until then
 */
public record Outlook(
    boolean maySend,
    Duration untilSlot,
    Duration interval,
    String claimedBy,
    int inFlight,
    Optional<SubmissionId> head,
    Optional<Duration> untilResend,
    CertificateId identity,
    boolean changing) {}
