package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.connection.ServerCertificates;

/** Server certificates in Postgres. */
@ApplicationScoped
class PostgresServerCertificates implements ServerCertificates {
  private static final String KEEP =
      """
      INSERT INTO server_certificate (connection_id, fingerprint, vendor_id, mode, subject, issuer,
        serial, not_before, not_after, first_seen, door)
      SELECT id, ?, vendor_id, mode, ?, ?, ?, ?, ?, clock_timestamp(),
        lower(substring(address FROM '^https://([^/]+)'))
      FROM connection WHERE id = ?
      ON CONFLICT (connection_id, fingerprint) DO UPDATE SET door = EXCLUDED.door
      WHERE server_certificate.door IS DISTINCT FROM EXCLUDED.door
      RETURNING xmax = 0
      """;
  private static final String BEFORE =
      """
      SELECT * FROM server_certificate AS known
      WHERE connection_id = ? AND fingerprint <> ? AND door = (
        SELECT door FROM server_certificate AS shown
        WHERE shown.connection_id = known.connection_id AND shown.fingerprint = ?)
      ORDER BY first_seen DESC, fingerprint LIMIT 1
      """;

  private final Sql sql;

  PostgresServerCertificates(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Optional<CertificateFacts> keep(ConnectionId connection, CertificateFacts facts) {
    boolean added =
        sql.first(
                KEEP,
                row -> row.getBoolean(1),
                facts.fingerprint(),
                facts.subject(),
                facts.issuer(),
                facts.serial(),
                facts.notBefore(),
                facts.notAfter(),
                connection.value())
            .orElse(false);
    return added
        ? sql.first(
            BEFORE,
            CertificateSql::facts,
            connection.value(),
            facts.fingerprint(),
            facts.fingerprint())
        : Optional.empty();
  }

  @Override
  public List<Shown> of(ConnectionId connection) {
    return sql.list(
        "SELECT * FROM server_certificate WHERE connection_id = ? ORDER BY first_seen DESC,"
            + " fingerprint",
        row -> new Shown(CertificateSql.facts(row), Sql.instant(row, "first_seen")),
        connection.value());
  }
}
