package se.sluss.submitter.delivery;

import java.time.Instant;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;

/**
 * One document's way over one connection: the same for every attempt, so that what is sent again
 * after a doubt is the same message.
 *
 * @param since when it was queued; never changes
 */
public record Transfer(ConnectionId connection, SubmissionId submission, Instant since) {}
