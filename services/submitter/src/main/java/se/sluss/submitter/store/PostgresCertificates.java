package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.certificate.CertificatePurpose;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.SealedKey;
import se.sluss.submitter.connection.StoredCertificate;

/** Certificates in Postgres. The lane's row is locked before its certificates are changed. */
@ApplicationScoped
class PostgresCertificates implements Certificates {
  private static final String OF =
      """
      SELECT certificate.*, coalesce(lane.changing_to = certificate.id, false) AS changing
      FROM certificate LEFT JOIN lane ON lane.connection_id = certificate.connection_id
      WHERE certificate.connection_id = ?
      ORDER BY certificate.added_at DESC, certificate.id DESC
      """;

  private final Sql sql;

  PostgresCertificates(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<StoredCertificate> of(ConnectionId connection) {
    return sql.list(OF, CertificateSql::read, connection.value());
  }

  @Override
  public Optional<SealedKey> key(CertificateId certificate) {
    return sql.first(
        "SELECT sealed_key_store, sealed_password FROM certificate WHERE id = ? AND state <> 'PAST'",
        row ->
            new SealedKey(
                SealedBytes.of(row.getBytes("sealed_key_store")),
                SealedBytes.of(row.getBytes("sealed_password"))),
        certificate.value());
  }

  @Override
  public boolean putNext(
      Connection connection, CertificateId id, CertificateFacts facts, SealedKey key) {
    if (isChanging(connection.id())) {
      return false;
    }
    deleteNext(connection.id());
    CertificateSql.insert(sql, connection, id, CertificatePurpose.TLS, "NEXT", facts, key);
    return true;
  }

  @Override
  public boolean dropNext(ConnectionId connection) {
    return !isChanging(connection) && deleteNext(connection) > 0;
  }

  private int deleteNext(ConnectionId connection) {
    return sql.update(
        "DELETE FROM certificate WHERE connection_id = ? AND state = 'NEXT'", connection.value());
  }

  private boolean isChanging(ConnectionId connection) {
    return sql.first(
            "SELECT changing_to IS NOT NULL FROM lane WHERE connection_id = ? FOR UPDATE",
            row -> row.getBoolean(1),
            connection.value())
        .orElse(false);
  }

  @Override
  public void putSigning(
      Connection connection, CertificateId id, CertificateFacts facts, SealedKey key) {
    // Two at once come one after the other.
    sql.run("SELECT FROM lane WHERE connection_id = ? FOR UPDATE", connection.id().value());
    dropSigning(connection.id());
    CertificateSql.insert(sql, connection, id, CertificatePurpose.SIGNING, "CURRENT", facts, key);
  }

  @Override
  public Optional<CertificateId> dropSigning(ConnectionId connection) {
    return sql.first(
        "UPDATE certificate SET state = 'PAST', until = clock_timestamp(), sealed_key_store = NULL,"
            + " sealed_password = NULL WHERE connection_id = ? AND purpose = 'SIGNING'"
            + " AND state = 'CURRENT' RETURNING id",
        row -> CertificateId.of(row.getString(1)),
        connection.value());
  }

  /** The connection's row is held first, as by who moves it. */
  @Override
  public boolean prove(CertificateId certificate, Connection door, StoredCertificate.Proof proof) {
    return sql.first(
                "SELECT 1 FROM connection WHERE id = ? AND address = ? FOR SHARE",
                _ -> true,
                door.id().value(),
                door.address().toString())
            .isPresent()
        && sql.update(
                "UPDATE certificate SET proof_at = ?, proof_host = ?, proof_result = ?"
                    + " WHERE id = ? AND state = 'NEXT'",
                proof.at(),
                proof.host(),
                proof.result(),
                certificate.value())
            > 0;
  }

  @Override
  public List<Instant> shownWithin(VendorId vendor, Duration last) {
    sql.run("SELECT pg_advisory_xact_lock(hashtextextended(?, 2))", vendor.value());
    return sql.list(
        "SELECT at FROM connection JOIN operator_act ON operator_act.connection_id = connection.id"
            + " WHERE connection.vendor_id = ? AND operator_act.what = '"
            + SHOWN
            + "' AND operator_act.at > clock_timestamp() - micros(?) ORDER BY at",
        row -> Sql.instant(row, "at"),
        vendor.value(),
        Micros.of(last));
  }

  @Override
  public List<Planned> plannedBy(ConnectionId connection) {
    return sql.list(
        "SELECT * FROM proved_at(?) WHERE change_at IS NOT NULL",
        PostgresCertificates::planned,
        connection.value());
  }

  @Override
  public List<Planned> missed() {
    return sql.list(
        "SELECT * FROM certificate WHERE state = 'NEXT' AND change_at <= clock_timestamp()"
            + " AND proof_result IS DISTINCT FROM 'ACCEPTED'",
        PostgresCertificates::planned);
  }

  @Override
  public boolean forgetDate(Planned missed) {
    return sql.update(
            "UPDATE certificate SET change_at = NULL WHERE id = ? AND change_at = ?"
                + " AND state = 'NEXT' AND proof_result IS DISTINCT FROM 'ACCEPTED'",
            missed.certificate().value(),
            missed.at())
        > 0;
  }

  private static Planned planned(ResultSet row) throws SQLException {
    return new Planned(
        ConnectionId.of(row.getString("connection_id")),
        CertificateId.of(row.getString("id")),
        Sql.instant(row, "change_at"));
  }

  @Override
  public boolean changeAt(ConnectionId connection, Optional<Instant> at) {
    return !isChanging(connection)
        && sql.update(
                "UPDATE certificate SET change_at = ?::timestamptz WHERE connection_id = ?"
                    + " AND state = 'NEXT'",
                at.orElse(null),
                connection.value())
            > 0;
  }

  @Override
  public boolean beginChange(ConnectionId connection) {
    return sql.update(
            "UPDATE lane SET changing_to = certificate.id FROM certificate WHERE"
                + " certificate.connection_id = lane.connection_id AND certificate.state = 'NEXT'"
                + " AND certificate.proof_result = 'ACCEPTED' AND lane.connection_id = ?",
            connection.value())
        > 0;
  }

  @Override
  public List<ConnectionId> due() {
    return sql.list(
        "SELECT connection_id FROM certificate WHERE state = 'NEXT' AND proof_result = 'ACCEPTED'"
            + " AND change_at <= clock_timestamp() ORDER BY change_at",
        row -> ConnectionId.of(row.getString(1)));
  }

  @Override
  public List<ConnectionId> changing() {
    return sql.list(
        "SELECT connection_id FROM lane WHERE changing_to IS NOT NULL ORDER BY connection_id",
        row -> ConnectionId.of(row.getString(1)));
  }
}
