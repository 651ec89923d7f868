package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.SubmitOutcome;

/** Jobs and attempts in Postgres. */
@ApplicationScoped
class PostgresDeliveries implements Deliveries {
  private final Sql sql;

  PostgresDeliveries(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Instant now() {
    return sql.first("SELECT clock_timestamp() AS now", row -> Sql.instant(row, "now"))
        .orElseThrow();
  }

  @Override
  public void oneAtATime(SubmissionId submission) {
    sql.run("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", submission.value());
  }

  @Override
  public boolean insert(Delivery delivery, Sealed sealed) {
    SubmissionRef submission = delivery.submission();
    JobRow state = JobRow.of(delivery.state());
    return sql.update(
            """
            INSERT INTO job (submission_id, vendor_id, tenant_id, service, mode, document_id,
              connection_id, state, reason, sealed_document, sealed_signatures, entry,
              document_sha256, attempts, doubts, origin, queued_traceparent, queued_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?,
                    clock_timestamp(), clock_timestamp())
            ON CONFLICT (submission_id) DO NOTHING
            """,
            submission.submissionId().value(),
            submission.vendorId().value(),
            submission.tenantId().value(),
            submission.service().name(),
            submission.mode().wire(),
            submission.documentId(),
            delivery.connection().map(ConnectionId::value).orElse(null),
            state.state(),
            state.reason(),
            sealed.document().bytes(),
            sealed.signatures().bytes(),
            sealed.entry(),
            sealed.documentSha256(),
            delivery.origin(),
            delivery.queuedTraceparent())
        == 1;
  }

  @Override
  public Optional<Delivery> lock(SubmissionId submission) {
    return sql.first(
        "SELECT * FROM job WHERE submission_id = ? FOR UPDATE", JobRow::read, submission.value());
  }

  @Override
  public void save(Delivery delivery) {
    JobRow state = JobRow.of(delivery.state());
    sql.update(
        "UPDATE job SET state = ?, reason = ?, attempt_id = ?, not_before = ?, doubts = ?,"
            + " cancel_requested = ?, changed_at = clock_timestamp() WHERE submission_id = ?",
        state.state(),
        state.reason(),
        state.attemptId(),
        state.notBefore(),
        delivery.doubts(),
        delivery.cancelRequested(),
        delivery.submission().submissionId().value());
  }

  @Override
  public SubmissionRef submission(SubmissionId submission) {
    return sql.first("SELECT * FROM job WHERE submission_id = ?", JobRow::read, submission.value())
        .orElseThrow(() -> new IllegalStateException("No job of " + submission))
        .submission();
  }

  @Override
  public Sealed sealed(SubmissionId submission) {
    return sql.first(
            "SELECT entry, document_sha256, sealed_document, sealed_signatures FROM job WHERE"
                + " submission_id = ?",
            row ->
                new Sealed(
                    row.getString("entry"),
                    row.getString("document_sha256"),
                    SealedBytes.of(row.getBytes("sealed_document")),
                    SealedBytes.of(row.getBytes("sealed_signatures"))),
            submission.value())
        .orElseThrow(() -> new IllegalStateException("No job of " + submission));
  }

  @Override
  public Place place(Delivery delivery) {
    return sql.first(
            """
            SELECT position,
                   greatest(next_at, clock_timestamp())
                     + (position - 1) * interval_micros * interval '1 microsecond' AS starts_at
            FROM (
              SELECT lane.next_at, lane.interval_micros,
                1 + (SELECT count(*) FROM job
                     WHERE job.connection_id = lane.connection_id AND job.state = 'IN_DOUBT')
                  + (SELECT count(*) FROM job
                     WHERE job.connection_id = lane.connection_id AND job.state = 'QUEUED'
                       AND job.position < mine.position) AS position
              FROM job AS mine JOIN lane USING (connection_id)
              WHERE mine.submission_id = ?
            ) AS place
            """,
            row -> new Place(row.getLong("position"), Sql.instant(row, "starts_at")),
            delivery.submission().submissionId().value())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    delivery.submission().submissionId() + " stands in no lane"));
  }

  @Override
  public void end(AttemptId attempt, Ended ended) {
    sql.update(
        "UPDATE attempt SET finished_at = clock_timestamp(), outcome = ?, cause = ?, http_status ="
            + " ?::int, sealed_response = ?::bytea, duration_micros = ?::bigint WHERE id = ? AND"
            + " (finished_at IS NULL OR cause = 'SENDER_LOST')",
        outcome(ended.outcome()),
        cause(ended.outcome()).map(Enum::name).orElse(null),
        ended.httpStatus(),
        ended.response() == null ? null : ended.response().bytes(),
        ended.duration() == null ? null : Micros.of(ended.duration()),
        attempt.value());
  }

  private static String outcome(SubmitOutcome outcome) {
    return switch (outcome) {
      case SubmitOutcome.Received _ -> "RECEIVED";
      case SubmitOutcome.Refused _ -> "REFUSED";
      case SubmitOutcome.NotSent _ -> "NOT_SENT";
      case SubmitOutcome.InDoubt _ -> "IN_DOUBT";
      case SubmitOutcome.ShutOff _ -> "SHUT_OFF";
    };
  }

  private static Optional<Cause> cause(SubmitOutcome outcome) {
    return switch (outcome) {
      case SubmitOutcome.Received _, SubmitOutcome.Refused _ -> Optional.empty();
      case SubmitOutcome.NotSent(var cause) -> Optional.of(cause);
      case SubmitOutcome.InDoubt(var cause) -> Optional.of(cause);
      case SubmitOutcome.ShutOff(var cause, _) -> Optional.of(cause);
    };
  }

  @Override
  public int attemptNumber(AttemptId attempt) {
    return sql.first(
            "SELECT number FROM attempt WHERE id = ?", row -> row.getInt(1), attempt.value())
        .orElseThrow(() -> new IllegalStateException("No attempt " + attempt));
  }

  @Override
  public List<Overdue> overdue(int most) {
    return sql.list(
        """
        SELECT id, submission_id FROM attempt
        WHERE finished_at IS NULL AND overdue_at < clock_timestamp()
        ORDER BY overdue_at LIMIT ?
        """,
        row ->
            new Overdue(
                SubmissionId.of(row.getString("submission_id")), AttemptId.of(row.getString("id"))),
        most);
  }

  @Override
  public boolean lockIfStillOverdue(AttemptId attempt) {
    return sql.first(
            """
            SELECT 1 FROM attempt JOIN job USING (submission_id)
            WHERE attempt.id = ? AND attempt.finished_at IS NULL
              AND attempt.overdue_at < clock_timestamp()
            FOR UPDATE SKIP LOCKED
            """,
            _ -> true,
            attempt.value())
        .isPresent();
  }

  @Override
  public Optional<ConnectionId> connectionFor(SubmissionRef submission) {
    return sql.first(
        "SELECT id FROM connection WHERE vendor_id = ? AND service = ? AND mode = ? AND active",
        row -> ConnectionId.of(row.getString(1)),
        submission.vendorId().value(),
        submission.service().name(),
        submission.mode().wire());
  }

  @Override
  public List<Delivery> connectWaiting(int most) {
    return sql.list(
        """
        WITH waiting AS MATERIALIZED (
          SELECT job.submission_id, connection.id FROM job JOIN connection
            ON connection.vendor_id = job.vendor_id AND connection.service = job.service
               AND connection.mode = job.mode AND connection.active
          WHERE job.connection_id IS NULL AND job.state = 'QUEUED'
          ORDER BY job.position LIMIT ?
          FOR UPDATE OF job SKIP LOCKED
        )
        UPDATE job SET connection_id = waiting.id, changed_at = clock_timestamp() FROM waiting
        WHERE job.submission_id = waiting.submission_id
        RETURNING job.*
        """,
        JobRow::read,
        most);
  }

  @Override
  public void cancelWhenItComes(SubmissionRef submission) {
    sql.update(
        "INSERT INTO cancelled_early (submission_id, vendor_id, tenant_id, mode, asked_at)"
            + " VALUES (?, ?, ?, ?, clock_timestamp()) ON CONFLICT DO NOTHING",
        submission.submissionId().value(),
        submission.vendorId().value(),
        submission.tenantId().value(),
        submission.mode().wire());
  }

  @Override
  public boolean takeEarlyCancel(SubmissionId submission) {
    return sql.update("DELETE FROM cancelled_early WHERE submission_id = ?", submission.value())
        == 1;
  }

  @Override
  public int forgetEarlyCancels(Duration olderThan) {
    return sql.update(
        "DELETE FROM cancelled_early WHERE asked_at < clock_timestamp() - ? * interval '1"
            + " microsecond'",
        Micros.of(olderThan));
  }
}
