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
        serial, not_before, not_after, first_seen, shown_at, door)
      SELECT id, ?, vendor_id, mode, ?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp(),
        lower(substring(address FROM '^https://([^/]+)'))
      FROM connection WHERE id = ?
      ON CONFLICT (connection_id, fingerprint) DO UPDATE
      SET door = EXCLUDED.door, shown_at = EXCLUDED.shown_at
      """;

  /** What was shown last at the door that the connection leads to. */
  private static final String BEFORE =
      """
      SELECT known.* FROM server_certificate AS known
      JOIN connection ON connection.id = known.connection_id
        AND lower(substring(connection.address FROM '^https://([^/]+)')) = known.door
      WHERE known.connection_id = ?
      ORDER BY coalesce(known.shown_at, known.first_seen) DESC, known.first_seen DESC,
        known.fingerprint
      LIMIT 1
      """;

  /** Where two servers of one name take turns, their certificates do, too: no change each time. */
  private static final String LATELY =
      """
      SELECT 1 FROM server_certificate WHERE connection_id = ? AND fingerprint = ?
        AND coalesce(shown_at, first_seen) > clock_timestamp() - interval '1 hour'
      """;

  private final Sql sql;

  PostgresServerCertificates(Sql sql) {
    this.sql = sql;
  }

  /** One replica after the other. */
  @Override
  public Optional<CertificateFacts> keep(ConnectionId connection, CertificateFacts facts) {
    sql.run("SELECT pg_advisory_xact_lock(hashtextextended(?, 3))", connection.value());
    Optional<CertificateFacts> before =
        sql.first(BEFORE, CertificateSql::facts, connection.value());
    if (before.filter(known -> known.fingerprint().equals(facts.fingerprint())).isPresent()) {
      return Optional.empty();
    }
    boolean lately =
        sql.first(LATELY, _ -> true, connection.value(), facts.fingerprint()).isPresent();
    sql.update(
        KEEP,
        facts.fingerprint(),
        facts.subject(),
        facts.issuer(),
        facts.serial(),
        facts.notBefore(),
        facts.notAfter(),
        connection.value());
    return lately ? Optional.empty() : before;
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
