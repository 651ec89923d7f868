package se.sluss.intake.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * Where vendors, tenants and clients are kept. Runs in the caller's transaction and sees what that
 * transaction may see; only the system may write.
 */
public interface Directory {
  void add(Vendor vendor);

  /** False, and nothing kept, when the vendor has a tenant of that organisation already. */
  boolean add(Tenant tenant);

  void add(Client client);

  Optional<Vendor> vendor(VendorId id);

  Optional<Tenant> tenant(TenantId id);

  /** Kept from others until the transaction ends. */
  Optional<Vendor> lockVendor(VendorId id);

  /** Kept from others until the transaction ends. */
  Optional<Tenant> lockTenant(TenantId id);

  /** Keeps the settings of a vendor that is locked. */
  Vendor save(Vendor vendor);

  /** Keeps settings and status of a tenant that is locked. */
  Tenant save(Tenant tenant);

  default Optional<TenantOfVendor> withVendor(TenantId id) {
    return tenant(id)
        .flatMap(
            tenant -> vendor(tenant.vendorId()).map(vendor -> new TenantOfVendor(tenant, vendor)));
  }

  /** The client of that identifier, kept from others until the transaction ends. */
  Optional<Client> lockClient(String id);

  Optional<Client> client(String id);

  /** Keeps the keys of a client that is locked. */
  void saveKeys(Client client);

  /** Marks a client as revoked. */
  void revoke(Client client, Instant at);

  /** Newest first, beginning behind the place; from the newest without one. */
  List<Vendor> vendors(@Nullable Place after, int limit);

  List<Tenant> tenants(@Nullable Place after, int limit);

  /** A vendor's, in the same order. */
  List<Tenant> tenantsOf(VendorId vendor, @Nullable Place after, int limit);

  List<Client> clients(@Nullable Place after, int limit);

  /** A place in one of these lists. */
  record Place(Instant createdAt, String id) {}
}
