package se.sluss.submitter.changeover;

import java.util.List;
import java.util.Map;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.certificate.CertificateFacts;

/**
 * Certificates in force as their ends are watched. Every method works in the caller's transaction.
 */
public interface Expiries {
  /** Those of active connections. */
  List<Expiring> all();

  /** Notes that these days are told; false when they, or closer ones, were already. */
  boolean told(CertificateId certificate, int days);

  /**
   * Whose documents go over the connection, by vendor: all tenants that are not closed of its owner
   * and of those that it is lent to, who are there without any, too, unless they are closed.
   */
  Map<VendorId, List<TenantId>> tenants(ConnectionId connection);

  /** Certificates that came before what stands in them was kept beside them. */
  List<Undescribed> undescribed();

  /** One of them. */
  record Undescribed(CertificateId certificate, ConnectionId connection) {}

  void describe(CertificateId certificate, CertificateFacts facts);
}
