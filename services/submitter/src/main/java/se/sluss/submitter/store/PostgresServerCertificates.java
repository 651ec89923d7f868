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
        serial, not_before, not_after, first_seen)
      SELECT id, ?, vendor_id, mode, ?, ?, ?, ?, ?, clock_timestamp() FROM connection WHERE id = ?
      ON CONFLICT DO NOTHING
      """;

  private final Sql sql;

  PostgresServerCertificates(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Optional<CertificateFacts> keep(ConnectionId connection, CertificateFacts facts) {
    int added =
        sql.update(
            KEEP,
            facts.fingerprint(),
            facts.subject(),
            facts.issuer(),
            facts.serial(),
            facts.notBefore(),
            facts.notAfter(),
            connection.value());
    if (added == 0) {
      return Optional.empty();
    }
    return of(connection).stream()
        .map(Shown::facts)
        .filter(known -> !known.fingerprint().equals(facts.fingerprint()))
        .findFirst();
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
