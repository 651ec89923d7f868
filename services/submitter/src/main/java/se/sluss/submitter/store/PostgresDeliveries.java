package se.sluss.submitter.store;

import static se.sluss.submitter.store.Sql.texts;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.DeliveryState;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.GovernorConfig;

/** Jobs and attempts in Postgres. */
@ApplicationScoped
class PostgresDeliveries implements Deliveries {
  private final Sql sql;

  private final GovernorConfig config;

  PostgresDeliveries(Sql sql, GovernorConfig config) {
    this.sql = sql;
    this.config = config;
  }

  @Override
  public Instant now() {
    return sql.now();
  }

  @Override
  public void oneAtATime(SubmissionId submission) {
    sql.run("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", submission.value());
  }

  @Override
  public boolean insert(Delivery delivery, Sealed sealed, @Nullable Instant neededBy) {
    SubmissionRef submission = delivery.submission();
    JobRow state = JobRow.of(delivery.state());
    return sql.update(
            """
            INSERT INTO job (submission_id, vendor_id, tenant_id, service, mode, document_id,
              state, reason, sealed_document, sealed_signatures, entry, document_sha256, attempts,
              doubts, origin, queued_traceparent, needed_by, queued_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?::timestamptz,
                    clock_timestamp(), clock_timestamp())
            ON CONFLICT (submission_id) DO NOTHING
            """,
            submission.submissionId().value(),
            submission.vendorId().value(),
            submission.tenantId().value(),
            submission.service().name(),
            submission.mode().wire(),
            submission.documentId(),
            state.state(),
            state.reason(),
            sealed.document().bytes(),
            sealed.signatures().bytes(),
            sealed.entry(),
            sealed.documentSha256(),
            delivery.origin(),
            delivery.queuedTraceparent(),
            neededBy)
        == 1;
  }

  @Override
  public List<Delivery> lockAll(List<SubmissionId> submissions) {
    return sql.list(
        """
        SELECT job.* FROM unnest(?::text[]) AS wanted (id)
        CROSS JOIN LATERAL (
          SELECT %s FROM job WHERE submission_id = wanted.id FOR UPDATE) AS job
        """
            .formatted(JobRow.COLUMNS),
        JobRow::read,
        (Object) texts(submissions, SubmissionId::value));
  }

  @Override
  public void saveAll(List<Change> changes) {
    record Line(Delivery delivery, JobRow row) {}
    List<Line> lines =
        changes.stream()
            .map(Change::after)
            .map(after -> new Line(after, JobRow.of(after.state())))
            .toList();
    sql.run(
        "SELECT save_jobs(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::int[],"
            + " ?::boolean[])",
        texts(lines, line -> line.delivery().submission().submissionId()),
        texts(lines, line -> line.row().state()),
        texts(lines, line -> line.row().reason()),
        texts(lines, line -> line.row().attemptId()),
        texts(lines, line -> line.row().notBefore()),
        texts(lines, line -> line.delivery().doubts()),
        texts(lines, line -> line.delivery().cancelRequested()));
    for (Change change : changes) {
      int more = waits(change.after()) - waits(change.before());
      if (more != 0 && change.after().connection().isPresent()) {
        count(change.after(), more);
      }
    }
  }

  private static int waits(Delivery delivery) {
    return delivery.state() instanceof DeliveryState.Queued ? 1 : 0;
  }

  private void count(Delivery delivery, int more) {
    sql.run(
        """
        SELECT count_flow(connection_id, tenant_id, vendor_id, mode, ?,
          CASE WHEN needed_by IS NULL THEN 0 ELSE ? END, ?, ?)
        FROM job WHERE submission_id = ?
        """,
        more,
        more,
        config.urgentShare(),
        config.mostBorrowed(),
        delivery.submission().submissionId().value());
  }

  @Override
  public SubmissionRef submission(SubmissionId submission) {
    return sql.first(
            "SELECT " + JobRow.COLUMNS + " FROM job WHERE submission_id = ?",
            JobRow::read,
            submission.value())
        .orElseThrow(() -> new IllegalStateException("No job of " + submission))
        .submission();
  }

  @Override
  public Map<SubmissionId, Kept> kept(List<SubmissionId> submissions) {
    Map<SubmissionId, Kept> kept = new HashMap<>();
    sql.list(
            """
            SELECT job.* FROM unnest(?::text[]) AS wanted (id)
            CROSS JOIN LATERAL (
              SELECT * FROM job WHERE submission_id = wanted.id OFFSET 0) AS job
            """,
            row ->
                new Kept(
                    JobRow.read(row).submission(),
                    new Sealed(
                        row.getString("entry"),
                        row.getString("document_sha256"),
                        SealedBytes.of(row.getBytes("sealed_document")),
                        SealedBytes.of(row.getBytes("sealed_signatures"))),
                    Sql.instant(row, "queued_at")),
            (Object) texts(submissions, SubmissionId::value))
        .forEach(one -> kept.put(one.submission().submissionId(), one));
    return kept;
  }

  @Override
  public Map<SubmissionId, Told> places(List<SubmissionId> submissions) {
    record One(SubmissionId submission, Told place) {}
    return sql
        .list(
            "SELECT * FROM tell_places(?::text[])",
            row -> new One(SubmissionId.of(row.getString("submission")), JobRow.told(row)),
            (Object) texts(submissions, SubmissionId::value))
        .stream()
        .collect(Collectors.toMap(One::submission, One::place));
  }

  @Override
  public Map<AttemptId, Integer> end(List<Ended> ended) {
    record One(AttemptId attempt, int number) {}
    byte[][] responses =
        ended.stream()
            .map(one -> one.response() == null ? null : one.response().bytes())
            .toArray(byte[][]::new);
    return sql
        .list(
            "SELECT * FROM end_attempts(?::text[], ?::text[], ?::text[], ?::int[], ?::bytea[],"
                + " ?::bigint[])",
            row -> new One(AttemptId.of(row.getString("attempt")), row.getInt("number")),
            texts(ended, one -> one.attempt().value()),
            texts(ended, one -> outcome(one.outcome())),
            texts(ended, one -> cause(one.outcome()).map(Enum::name).orElse(null)),
            texts(ended, Ended::httpStatus),
            responses,
            texts(ended, one -> one.duration() == null ? null : Micros.of(one.duration())))
        .stream()
        .collect(Collectors.toMap(One::attempt, One::number));
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
  public boolean hasConnection(SubmissionRef submission) {
    return sql.first(
            """
            SELECT 1 FROM (
              SELECT vendor_id, service, mode FROM connection WHERE active
              UNION ALL
              SELECT vendor_id, service, mode FROM guest WHERE ended_at IS NULL) AS way
            WHERE vendor_id = ? AND service = ? AND mode = ?
            """,
            _ -> true,
            submission.vendorId().value(),
            submission.service().name(),
            submission.mode().wire())
        .isPresent();
  }

  @Override
  public Placed placeInLanes(int most) {
    return sql.first(
            "SELECT * FROM place_jobs(?, ?, ?)",
            row ->
                new Placed(
                    row.getInt("placed"),
                    Arrays.stream((String[]) row.getArray("in_lanes").getArray())
                        .map(ConnectionId::of)
                        .collect(Collectors.toSet())),
            most,
            config.urgentShare(),
            config.mostBorrowed())
        .orElseThrow();
  }

  @Override
  public List<Delivery> untold(int most) {
    return sql.list(
        "SELECT "
            + JobRow.COLUMNS
            + """
         FROM job
        WHERE told_start IS NULL AND connection_id IS NOT NULL AND state = 'QUEUED'
        ORDER BY position LIMIT ? FOR UPDATE SKIP LOCKED
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
