package se.sluss.submitter.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.certificate.CertificatePurpose;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.SealedKey;
import se.sluss.submitter.connection.StoredCertificate;

/** A certificate's row. */
final class CertificateSql {
  private static final String INSERT =
      """
      INSERT INTO certificate (id, connection_id, vendor_id, mode, purpose, state, sealed_key_store,
        sealed_password, fingerprint, subject, issuer, serial, not_before, not_after, added_at, since)
      SELECT ?, ?, ?, ?, ?, kind, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp(),
        CASE WHEN kind = 'CURRENT' THEN clock_timestamp() END
      FROM (SELECT ?::text AS kind) AS asked
      """;

  private CertificateSql() {}

  static void insert(
      Sql sql,
      Connection connection,
      CertificateId id,
      CertificatePurpose purpose,
      String state,
      CertificateFacts facts,
      SealedKey key) {
    sql.update(
        INSERT,
        id.value(),
        connection.id().value(),
        connection.vendor().value(),
        connection.mode().wire(),
        purpose.name(),
        key.keyStore().bytes(),
        key.password().bytes(),
        facts.fingerprint(),
        facts.subject(),
        facts.issuer(),
        facts.serial(),
        facts.notBefore(),
        facts.notAfter(),
        state);
  }

  static StoredCertificate read(ResultSet row) throws SQLException {
    return new StoredCertificate(
        CertificateId.of(row.getString("id")),
        ConnectionId.of(row.getString("connection_id")),
        CertificatePurpose.valueOf(row.getString("purpose")),
        StoredCertificate.State.valueOf(row.getString("state")),
        facts(row),
        Sql.instant(row, "added_at"),
        Optional.ofNullable(proof(row)),
        Optional.ofNullable(Sql.instantOrNull(row, "change_at")),
        row.getBoolean("changing"),
        Optional.ofNullable(Sql.instantOrNull(row, "since")),
        Optional.ofNullable(Sql.instantOrNull(row, "until")));
  }

  static CertificateFacts facts(ResultSet row) throws SQLException {
    return new CertificateFacts(
        row.getString("fingerprint"),
        row.getString("subject"),
        row.getString("issuer"),
        row.getString("serial"),
        Sql.instant(row, "not_before"),
        Sql.instant(row, "not_after"));
  }

  private static StoredCertificate.@Nullable Proof proof(ResultSet row) throws SQLException {
    String result = row.getString("proof_result");
    return result == null
        ? null
        : new StoredCertificate.Proof(
            Sql.instant(row, "proof_at"), row.getString("proof_host"), result);
  }
}
