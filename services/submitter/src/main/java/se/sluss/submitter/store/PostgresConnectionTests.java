package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.ConnectionTestId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.Way;
import se.sluss.submitter.onboarding.ConnectionTest;
import se.sluss.submitter.onboarding.ConnectionTests;

/** Connection tests as rows. */
@ApplicationScoped
class PostgresConnectionTests implements ConnectionTests {
  private static final String FIND = "SELECT * FROM connection_test WHERE connection_id = ? ";

  private final Sql sql;

  PostgresConnectionTests(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Instant now() {
    return sql.now();
  }

  @Override
  public void oneAtATime(ConnectionId connection) {
    sql.run("SELECT pg_advisory_xact_lock(hashtextextended(?, 1))", connection.value());
  }

  @Override
  public List<Instant> askedWithin(ConnectionId connection, Duration last) {
    return sql.list(
        "SELECT asked_at FROM connection_test WHERE connection_id = ?"
            + " AND asked_at > clock_timestamp() - ? * interval '1 microsecond' ORDER BY asked_at",
        row -> Sql.instant(row, "asked_at"),
        connection.value(),
        Micros.of(last));
  }

  @Override
  public void add(ConnectionTest test) {
    sql.update(
        "INSERT INTO connection_test (id, connection_id, vendor_id, mode, interface_version,"
            + " document_id, document_sha256, asked_at) VALUES (?, ?, ?, 'test', ?, ?, ?, ?)",
        test.id().value(),
        test.connection().value(),
        test.vendor().value(),
        test.interfaceVersion(),
        test.documentId(),
        test.documentSha256(),
        test.askedAt());
  }

  @Override
  public Optional<ConnectionTest> find(ConnectionId connection, ConnectionTestId id) {
    return sql.first(
        FIND + "AND id = ?", PostgresConnectionTests::test, connection.value(), id.value());
  }

  @Override
  public List<ConnectionTest> list(ConnectionId connection, int most) {
    return sql.list(
        FIND + "ORDER BY asked_at DESC LIMIT ?",
        PostgresConnectionTests::test,
        connection.value(),
        most);
  }

  /** As {@link ConnectionTest#proves}. */
  @Override
  public List<ConnectionTest> firstProofs(ConnectionId connection, Instant after) {
    return sql.list(
        "SELECT DISTINCT ON (interface_version) * FROM connection_test WHERE connection_id = ?"
            + " AND outcome = 'RECEIVED' AND tx_id IS NOT NULL AND asked_at > ?::timestamptz"
            + " ORDER BY interface_version, settled_at",
        PostgresConnectionTests::test,
        connection.value(),
        after);
  }

  /** An attempt that ended as the document did decides; else the last one. */
  @Override
  public int settle() {
    return sql.update(
        """
        UPDATE connection_test AS test SET settled_at = clock_timestamp(),
          submission_id = job.submission_id, attempt_id = deciding.id,
          outcome = coalesce(deciding.outcome, job.state), cause = deciding.cause,
          tx_id = exchange.tx_id, http_status = deciding.http_status, sent_at = deciding.sent_at,
          tls_protocol = exchange.tls_protocol, tls_cipher = exchange.tls_cipher,
          server_sha256 = exchange.server_sha256, client_sha256 = exchange.client_sha256
        FROM connection_test AS open
        JOIN job ON job.document_id = open.document_id AND job.mode = 'test'
          AND job.vendor_id = open.vendor_id AND job.connection_id = open.connection_id
          AND job.document_sha256 = open.document_sha256
        LEFT JOIN LATERAL (
          SELECT * FROM attempt WHERE attempt.submission_id = job.submission_id
          ORDER BY (attempt.outcome = job.state) DESC NULLS LAST, attempt.number DESC
          LIMIT 1) AS deciding ON true
        LEFT JOIN exchange ON exchange.attempt_id = deciding.id
        WHERE test.id = open.id AND open.settled_at IS NULL
          AND job.state IN ('RECEIVED', 'REFUSED', 'PARKED', 'CANCELLED')
        """);
  }

  private static ConnectionTest test(ResultSet row) throws SQLException {
    return new ConnectionTest(
        ConnectionTestId.of(row.getString("id")),
        ConnectionId.of(row.getString("connection_id")),
        VendorId.of(row.getString("vendor_id")),
        row.getString("interface_version"),
        row.getString("document_id"),
        row.getString("document_sha256"),
        Sql.instant(row, "asked_at"),
        result(row));
  }

  private static Optional<ConnectionTest.Result> result(ResultSet row) throws SQLException {
    Instant settledAt = Sql.instantOrNull(row, "settled_at");
    if (settledAt == null) {
      return Optional.empty();
    }
    int status = row.getInt("http_status");
    OptionalInt httpStatus = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(status);
    String attempt = row.getString("attempt_id");
    String protocol = row.getString("tls_protocol");
    return Optional.of(
        new ConnectionTest.Result(
            SubmissionId.of(row.getString("submission_id")),
            attempt == null ? null : AttemptId.of(attempt),
            row.getString("outcome"),
            row.getString("cause"),
            row.getString("tx_id"),
            httpStatus,
            protocol == null
                ? Optional.empty()
                : Optional.of(
                    new Way.Tls(
                        protocol,
                        row.getString("tls_cipher"),
                        row.getString("server_sha256"),
                        Optional.ofNullable(row.getString("client_sha256")))),
            Optional.ofNullable(Sql.instantOrNull(row, "sent_at")),
            settledAt));
  }
}
