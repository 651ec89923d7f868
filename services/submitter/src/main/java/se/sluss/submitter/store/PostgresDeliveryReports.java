package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.DeliveryReport;
import se.sluss.submitter.delivery.DeliveryReport.AttemptReport;
import se.sluss.submitter.delivery.DeliveryReports;

/** Documents' ways from Postgres. */
@ApplicationScoped
class PostgresDeliveryReports implements DeliveryReports {
  private static final String ATTEMPTS =
      "SELECT id, number, slot_at, sent_at, finished_at, outcome, cause, duration_micros,"
          + " http_status FROM attempt WHERE submission_id = ? ORDER BY number";

  private final Sql sql;

  PostgresDeliveryReports(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Optional<DeliveryReport> find(SubmissionId submission) {
    return sql.first(
        "SELECT * FROM job WHERE submission_id = ?",
        row ->
            new DeliveryReport(
                JobRow.read(row),
                Sql.instant(row, "queued_at"),
                Sql.instant(row, "changed_at"),
                Optional.ofNullable(Sql.instantOrNull(row, "needed_by")),
                sql.list(ATTEMPTS, PostgresDeliveryReports::attempt, submission.value())),
        submission.value());
  }

  private static AttemptReport attempt(ResultSet row) throws SQLException {
    int status = row.getInt("http_status");
    OptionalInt httpStatus = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(status);
    return new AttemptReport(
        AttemptId.of(row.getString("id")),
        row.getInt("number"),
        Sql.instant(row, "slot_at"),
        Optional.ofNullable(Sql.instantOrNull(row, "sent_at")),
        Optional.ofNullable(Sql.instantOrNull(row, "finished_at")),
        Optional.ofNullable(row.getString("outcome")),
        Optional.ofNullable(row.getString("cause")).map(Cause::valueOf),
        LaneRow.duration(row, "duration_micros"),
        httpStatus);
  }

  @Override
  public Optional<Deliveries.Place> place(SubmissionId submission) {
    return sql.first(
        "SELECT * FROM place_of(?)",
        row -> new Deliveries.Place(row.getLong("position"), Sql.instant(row, "starts_at")),
        submission.value());
  }

  @Override
  public List<DeliveryReport.Act> acts(SubmissionId submission) {
    return sql.list(
        "SELECT at, who, what, reason, details FROM operator_act WHERE submission_id = ? ORDER BY"
            + " id",
        row ->
            new DeliveryReport.Act(
                Sql.instant(row, "at"),
                row.getString("who"),
                row.getString("what"),
                row.getString("reason"),
                row.getString("details")),
        submission.value());
  }
}
