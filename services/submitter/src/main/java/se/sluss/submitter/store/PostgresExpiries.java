package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.ConnectionCertificateExpiring.NextCertificate;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.certificate.CertificatePurpose;
import se.sluss.submitter.changeover.Expiries;
import se.sluss.submitter.changeover.Expiring;

/** Certificates' ends in Postgres. */
@ApplicationScoped
class PostgresExpiries implements Expiries {
  private static final String ALL =
      """
      SELECT mine.id, mine.purpose, mine.connection_id, mine.vendor_id, connection.service, mine.mode,
             mine.not_after, mine.warned_days,
             CASE WHEN next.id IS NULL THEN 'NONE'
                  WHEN next.proof_result IS DISTINCT FROM 'ACCEPTED' THEN 'UPLOADED'
                  WHEN next.change_at IS NULL THEN 'PROVED'
                  ELSE 'SCHEDULED' END AS next_state
      FROM certificate AS mine
      JOIN connection ON connection.id = mine.connection_id AND connection.active
      LEFT JOIN certificate AS next
        ON next.connection_id = mine.connection_id AND next.purpose = mine.purpose
        AND next.state = 'NEXT'
      WHERE mine.state = 'CURRENT'
      ORDER BY mine.not_after, mine.id
      """;

  private static final String TENANTS =
      """
      SELECT vendor.vendor_id, tenant.tenant_id
      FROM (SELECT connection_id, vendor_id FROM lane
            UNION SELECT connection_id, vendor_id FROM guest WHERE ended_at IS NULL) AS vendor
      LEFT JOIN (SELECT tenant_id, vendor_id FROM api_tenant
                 WHERE NOT EXISTS (SELECT FROM api_owner
                                   WHERE api_owner.id = tenant_id AND status = 'CLOSED')) AS tenant
        USING (vendor_id)
      WHERE vendor.connection_id = ?
        AND NOT EXISTS (SELECT FROM api_owner
                        WHERE api_owner.id = vendor.vendor_id AND status = 'CLOSED')
      ORDER BY vendor.vendor_id, tenant.tenant_id
      """;

  private final Sql sql;

  PostgresExpiries(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<Expiring> all() {
    return sql.list(
        ALL,
        row -> {
          int warned = row.getInt("warned_days");
          boolean never = row.wasNull();
          return new Expiring(
              CertificateId.of(row.getString("id")),
              CertificatePurpose.valueOf(row.getString("purpose")),
              ConnectionId.of(row.getString("connection_id")),
              VendorId.of(row.getString("vendor_id")),
              Service.valueOf(row.getString("service")),
              Mode.ofWire(row.getString("mode")),
              Sql.instant(row, "not_after"),
              never ? Optional.empty() : Optional.of(warned),
              NextCertificate.valueOf(row.getString("next_state")));
        });
  }

  @Override
  public boolean told(CertificateId certificate, int days) {
    return sql.update(
            "UPDATE certificate SET warned_days = ? WHERE id = ? AND state = 'CURRENT'"
                + " AND (warned_days IS NULL OR warned_days > ?)",
            days,
            certificate.value(),
            days)
        > 0;
  }

  @Override
  public Map<VendorId, List<TenantId>> tenants(ConnectionId connection) {
    record One(VendorId vendor, @Nullable String tenant) {}
    List<One> all =
        sql.list(
            TENANTS,
            row -> new One(VendorId.of(row.getString("vendor_id")), row.getString("tenant_id")),
            connection.value());
    Map<VendorId, List<TenantId>> tenants = new LinkedHashMap<>();
    for (One one : all) {
      List<TenantId> known = tenants.computeIfAbsent(one.vendor(), _ -> new ArrayList<>());
      if (one.tenant() != null) {
        known.add(TenantId.of(one.tenant()));
      }
    }
    return tenants;
  }

  @Override
  public List<Undescribed> undescribed() {
    return sql.list(
        "SELECT id, connection_id FROM certificate WHERE fingerprint = '' AND state <> 'PAST'",
        row ->
            new Undescribed(CertificateId.of(row.getString(1)), ConnectionId.of(row.getString(2))));
  }

  @Override
  public void describe(CertificateId certificate, CertificateFacts facts) {
    sql.update(
        "UPDATE certificate SET fingerprint = ?, subject = ?, issuer = ?, serial = ?,"
            + " not_before = ?, not_after = ? WHERE id = ?",
        facts.fingerprint(),
        facts.subject(),
        facts.issuer(),
        facts.serial(),
        facts.notBefore(),
        facts.notAfter(),
        certificate.value());
  }
}
