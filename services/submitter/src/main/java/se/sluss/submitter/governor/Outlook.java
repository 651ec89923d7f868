package se.sluss.submitter.governor;

import java.time.Duration;
import java.util.Optional;
import se.sluss.model.id.SubmissionId;

/**
 * A lane as it stood a moment ago; for preparing only, never for deciding.
 *
 * @param running whether it is neither paused nor stopped
 * @param untilSlot how long until it is due; zero when it is
 * @param inFlight calls without an answer, of all replicas
 * @param head the job that would go next; empty when none is ready
 * @param untilResend how long until the first document in doubt may go again; empty when none waits
 */
public record Outlook(
    boolean running,
    Duration untilSlot,
    int inFlight,
    Optional<SubmissionId> head,
    Optional<Duration> untilResend) {}
