package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;

/** Places count the same from either end. */
@SubmitterTest
class PlaceInALongQueueIT extends LaneInPostgres {
  /** More than are counted one by one from the end of the queue. */
  private static final int MANY = 2400;

  private static final Instant SOON = Instant.now().plusSeconds(86_400);
  private static final Instant LATE = SOON.plusSeconds(1000L * 86_400);

  @AfterEach
  void nothingIsLeftToTell() {
    Rows.change(
        """
        DELETE FROM submitter.job WHERE connection_id = '%1$s';
        DELETE FROM submitter.flow WHERE connection_id = '%1$s'
        """
            .formatted(connection));
  }

  @Test
  void placeIsTheSameWhicheverEndOfALongQueueItIsCountedFrom() {
    List<SubmissionId> asked = new ArrayList<>();
    addOfEachKind(asked);
    addMany();
    addOfEachKind(asked);

    for (SubmissionId one : asked) {
      assertThat(
              transactions.asSystem(() -> deliveries.place(one).orElseThrow().place().position()))
          .isEqualTo(rank(one));
    }
    assertThat(asked.stream().map(this::rank)).contains(1L, (long) MANY + asked.size());
  }

  private void addOfEachKind(List<SubmissionId> asked) {
    asked.add(job());
    asked.add(job(tenant, SOON));
    asked.add(job(tenant, LATE));
    asked.add(job(tenant, LATE));
  }

  /** A third of them with dates in between; as told already, or the room would tell them all. */
  private void addMany() {
    Rows.change(
        """
        INSERT INTO submitter.job (submission_id, vendor_id, tenant_id, service, mode, document_id,
          connection_id, state, reason, sealed_document, sealed_signatures, entry, document_sha256,
          attempts, doubts, origin, queued_traceparent, queued_at, changed_at, told_start, needed_by)
        SELECT left(submission_id, -5) || lpad(more::text, 5, '0'), vendor_id, tenant_id, service, mode, document_id,
          connection_id, state, reason, sealed_document, sealed_signatures, entry, document_sha256,
          attempts, doubts, origin, queued_traceparent, queued_at, changed_at, clock_timestamp(),
          CASE WHEN more %% 3 = 0 THEN clock_timestamp() + (2 + more / 9) * interval '1 day' END
        FROM (SELECT * FROM submitter.job WHERE connection_id = '%1$s' LIMIT 1) AS one,
          generate_series(1, %2$d) AS more;
        UPDATE submitter.flow SET queued = queued + %2$d WHERE connection_id = '%1$s'
        """
            .formatted(connection, MANY));
  }

  private long rank(SubmissionId submission) {
    return Long.parseLong(
        Rows.read(
                """
                SELECT place FROM (
                  SELECT submission_id, rank() OVER (ORDER BY needed_by, position) AS place
                  FROM submitter.job WHERE connection_id = '%s' AND state = 'QUEUED') AS ranked
                WHERE submission_id = '%s'
                """
                    .formatted(connection, submission))
            .getFirst());
  }
}
