package se.sluss.bench.harness;

import java.util.List;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * A connection of a vendor of its own; its certificate carries the vendor's identifier.
 *
 * @param connectionId as the submitter named it
 * @param way the proxy between submitter and authority
 */
public record Lane(VendorId vendor, List<TenantId> tenants, String connectionId, TcpProxy way) {
  public Lane {
    tenants = List.copyOf(tenants);
  }
}
