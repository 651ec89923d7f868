package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.delivery.OperatorActs;

/** Acts of operators as rows. */
@ApplicationScoped
class PostgresOperatorActs implements OperatorActs {
  private final Sql sql;

  PostgresOperatorActs(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void onCeiling(String ceiling, String what, Why why, String details) {
    insert(what, why, ceiling + ": " + details, null, null);
  }

  @Override
  public void onLane(ConnectionId connection, String what, Why why, String details) {
    insert(what, why, details, connection.value(), null);
  }

  @Override
  public void onSubmission(SubmissionId submission, String what, Why why, String details) {
    insert(what, why, details, null, submission.value());
  }

  private void insert(
      String what,
      Why why,
      String details,
      @Nullable String connection,
      @Nullable String submission) {
    sql.update(
        "INSERT INTO operator_act (who, what, connection_id, submission_id, reason, details) VALUES"
            + " (?, ?, ?, ?, ?, ?)",
        why.who(),
        what,
        connection,
        submission,
        why.reason(),
        details);
  }
}
