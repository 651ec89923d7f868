package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.evidence.PackageKeys;

/** Keys of packages, in SQL. */
@ApplicationScoped
public class PackageKeyTable implements PackageKeys {
  private final Sql sql;

  PackageKeyTable(Sql sql) {
    this.sql = sql;
  }

  /** Held until the transaction ends, so that it is not destroyed before it is used. */
  @Override
  public Optional<PackageKey> find(SubmissionRef submission, YearMonth month) {
    return sql.first(
        "SELECT id, sealed_key FROM package_key WHERE tenant_id = ? AND mode = ? AND month = ?"
            + " FOR KEY SHARE",
        PackageKeyTable::key,
        submission.tenantId(),
        submission.mode().wire(),
        month.atDay(1));
  }

  @Override
  public Optional<PackageKey> find(String id) {
    return sql.first(
        "SELECT id, sealed_key FROM package_key WHERE id = ?", PackageKeyTable::key, id);
  }

  @Override
  public void add(SubmissionRef submission, YearMonth month, PackageKey key) {
    sql.update(
        "INSERT INTO package_key (id, vendor_id, tenant_id, mode, month, sealed_key)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, mode, month) DO NOTHING",
        key.id(),
        submission.vendorId(),
        submission.tenantId(),
        submission.mode().wire(),
        month.atDay(1),
        key.sealed().bytes());
  }

  @Override
  public int destroy(Instant before) {
    return sql.update(
        "DELETE FROM package_key k WHERE (k.month + interval '1 month') AT TIME ZONE 'UTC' <= ?"
            + " AND NOT EXISTS (SELECT FROM evidence_package p WHERE p.key_id = k.id)",
        before);
  }

  private static PackageKey key(ResultSet row) throws SQLException {
    return new PackageKey(row.getString("id"), SealedBytes.of(row.getBytes("sealed_key")));
  }
}
