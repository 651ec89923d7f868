package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.onboarding.Onboarding;
import se.sluss.submitter.onboarding.Onboardings;
import se.sluss.submitter.onboarding.Step;

/** Onboardings as rows. */
@ApplicationScoped
class PostgresOnboardings implements Onboardings {
  private final Sql sql;
  private final Connections connections;

  PostgresOnboardings(Sql sql, Connections connections) {
    this.sql = sql;
    this.connections = connections;
  }

  @Override
  public boolean start(VendorId vendor, Service service) {
    return sql.update(
            "INSERT INTO onboarding (vendor_id, service, started_at)"
                + " VALUES (?, ?, clock_timestamp()) ON CONFLICT DO NOTHING",
            vendor.value(),
            service.name())
        == 1;
  }

  @Override
  public Optional<Onboarding> find(VendorId vendor, Service service) {
    return sql.first(
        "SELECT started_at FROM onboarding WHERE vendor_id = ? AND service = ?",
        row -> new Onboarding(vendor, service, Sql.instant(row, "started_at")),
        vendor.value(),
        service.name());
  }

  @Override
  public void say(Onboarding onboarding, Step step, boolean done, String who, String note) {
    sql.update(
        "INSERT INTO onboarding_word (vendor_id, service, step, done, said_at, who, note)"
            + " VALUES (?, ?, ?, ?, clock_timestamp(), ?, ?)",
        onboarding.vendor().value(),
        onboarding.service().name(),
        step.name(),
        done,
        who,
        note);
  }

  @Override
  public List<Said> said(Onboarding onboarding) {
    return sql.list(
        """
        SELECT DISTINCT ON (step) word.*,
          (SELECT min(said_at) FROM onboarding_word AS same
           WHERE same.vendor_id = word.vendor_id AND same.service = word.service
             AND same.step = word.step AND same.id > coalesce(
               (SELECT max(id) FROM onboarding_word AS other
                WHERE other.vendor_id = word.vendor_id AND other.service = word.service
                  AND other.step = word.step AND other.done <> word.done), 0)) AS since
        FROM onboarding_word AS word WHERE vendor_id = ? AND service = ?
        ORDER BY step, id DESC
        """,
        row ->
            new Said(
                Step.valueOf(row.getString("step")),
                row.getBoolean("done"),
                Sql.instant(row, "since"),
                row.getString("who"),
                row.getString("note")),
        onboarding.vendor().value(),
        onboarding.service().name());
  }

  @Override
  public void answer(Onboarding onboarding, String question, String text, String who) {
    sql.update(
        "INSERT INTO onboarding_answer (vendor_id, service, question, answer, answered_at, who)"
            + " VALUES (?, ?, ?, ?, clock_timestamp(), ?)",
        onboarding.vendor().value(),
        onboarding.service().name(),
        question,
        text,
        who);
  }

  @Override
  public Map<String, Answer> answers(Onboarding onboarding) {
    return sql
        .list(
            """
            SELECT DISTINCT ON (question) word.*,
              (SELECT min(answered_at) FROM onboarding_answer AS same
               WHERE same.vendor_id = word.vendor_id AND same.service = word.service
                 AND same.question = word.question AND same.id > coalesce(
                   (SELECT max(id) FROM onboarding_answer AS other
                    WHERE other.vendor_id = word.vendor_id AND other.service = word.service
                      AND other.question = word.question
                      AND (other.answer = '') <> (word.answer = '')), 0)) AS since
            FROM onboarding_answer AS word WHERE vendor_id = ? AND service = ?
            ORDER BY question, id DESC
            """,
            row ->
                new Answer(
                    row.getString("question"),
                    row.getString("answer"),
                    Sql.instant(row, "answered_at"),
                    Sql.instant(row, "since"),
                    row.getString("who")),
            onboarding.vendor().value(),
            onboarding.service().name())
        .stream()
        .collect(Collectors.toMap(Answer::question, answer -> answer));
  }

  @Override
  public Optional<Connection> activeConnection(VendorId vendor, Service service, Mode mode) {
    return sql.first(
            "SELECT id FROM connection WHERE vendor_id = ? AND service = ? AND mode = ? AND active",
            row -> ConnectionId.of(row.getString("id")),
            vendor.value(),
            service.name(),
            mode.wire())
        .flatMap(connections::find);
  }

  @Override
  public Optional<Instant> retiredAt(VendorId vendor, Service service, Mode mode) {
    return sql.first(
        "SELECT lane.changed_at FROM connection JOIN lane ON lane.connection_id = connection.id"
            + " WHERE connection.vendor_id = ? AND service = ? AND connection.mode = ?"
            + " AND NOT active ORDER BY lane.changed_at DESC LIMIT 1",
        row -> Sql.instant(row, "changed_at"),
        vendor.value(),
        service.name(),
        mode.wire());
  }

  /** Nothing is passed over any more, so {@code overridden} stays empty. */
  @Override
  public void open(ConnectionId connection, String who, String reason) {
    sql.update(
        "INSERT INTO live_opening (connection_id, vendor_id, opened_at, who, reason, overridden)"
            + " SELECT id, vendor_id, clock_timestamp(), ?, ?, '{}' FROM connection"
            + " WHERE id = ? ON CONFLICT DO NOTHING",
        who,
        reason,
        connection.value());
  }

  @Override
  public void close(ConnectionId connection) {
    sql.update("DELETE FROM live_opening WHERE connection_id = ?", connection.value());
  }

  @Override
  public Optional<Opening> opening(ConnectionId connection) {
    return sql.first(
        "SELECT * FROM live_opening WHERE connection_id = ?",
        PostgresOnboardings::opening,
        connection.value());
  }

  private static Opening opening(ResultSet row) throws SQLException {
    return new Opening(Sql.instant(row, "opened_at"), row.getString("who"));
  }

  @Override
  public boolean closed(ConnectionId connection) {
    return sql.first(
            "SELECT 1 FROM connection WHERE id = ? AND mode = 'live' AND NOT EXISTS"
                + " (SELECT FROM live_opening WHERE connection_id = connection.id)",
            _ -> true,
            connection.value())
        .isPresent();
  }
}
