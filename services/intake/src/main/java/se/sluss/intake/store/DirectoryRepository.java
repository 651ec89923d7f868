package se.sluss.intake.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Client;
import se.sluss.intake.directory.Directory;
import se.sluss.intake.directory.Tenant;
import se.sluss.intake.directory.Vendor;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Vendors, tenants and clients in Postgres. */
@ApplicationScoped
class DirectoryRepository implements Directory {
  /** Waits for a transaction that adds the same organisation, and leaves its row alone. */
  private static final String ADD_TENANT =
      """
      INSERT INTO tenant (id, version, vendor_id, name, organisation_number, created_at)
      VALUES (:id, 0, :vendor, :name, :number, :createdAt)
      ON CONFLICT ON CONSTRAINT tenant_organisation DO NOTHING
      """;

  private static final String NEWEST_FIRST = " order by createdAt desc, id desc";

  private final Vendors vendors;
  private final Tenants tenants;
  private final Clients clients;

  DirectoryRepository(Vendors vendors, Tenants tenants, Clients clients) {
    this.vendors = vendors;
    this.tenants = tenants;
    this.clients = clients;
  }

  @ApplicationScoped
  static class Vendors implements PanacheRepositoryBase<VendorEntity, String> {}

  @ApplicationScoped
  static class Tenants implements PanacheRepositoryBase<TenantEntity, String> {}

  @ApplicationScoped
  static class Clients implements PanacheRepositoryBase<ClientEntity, String> {}

  @Override
  public void add(Vendor vendor) {
    vendors.persist(VendorEntity.of(vendor));
  }

  @Override
  public boolean add(Tenant tenant) {
    return tenants
            .getEntityManager()
            .createNativeQuery(ADD_TENANT)
            .setParameter("id", tenant.id().value())
            .setParameter("vendor", tenant.vendorId().value())
            .setParameter("name", tenant.name())
            .setParameter("number", tenant.organisationNumber().digits())
            .setParameter("createdAt", tenant.createdAt())
            .executeUpdate()
        == 1;
  }

  @Override
  public void add(Client client) {
    clients.persist(ClientEntity.of(client));
  }

  @Override
  public Optional<Vendor> vendor(VendorId id) {
    return vendors.findByIdOptional(id.value()).map(VendorEntity::toVendor);
  }

  @Override
  public Optional<Tenant> tenant(TenantId id) {
    return tenants.findByIdOptional(id.value()).map(TenantEntity::toTenant);
  }

  @Override
  public Optional<Vendor> lockVendor(VendorId id) {
    return vendors
        .findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
        .map(VendorEntity::toVendor);
  }

  @Override
  public Optional<Tenant> lockTenant(TenantId id) {
    return tenants
        .findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
        .map(TenantEntity::toTenant);
  }

  @Override
  public Vendor save(Vendor vendor) {
    VendorEntity row = vendors.findById(vendor.id().value());
    row.settings = SettingsColumns.of(vendor.settings());
    vendors.flush();
    return row.toVendor();
  }

  @Override
  public Tenant save(Tenant tenant) {
    TenantEntity row = tenants.findById(tenant.id().value());
    row.status = tenant.status().name();
    row.settings = SettingsColumns.of(tenant.settings());
    tenants.flush();
    return row.toTenant();
  }

  @Override
  public Optional<Client> lockClient(String id) {
    return clients.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(ClientEntity::toClient);
  }

  @Override
  public Optional<Client> client(String id) {
    return clients.findByIdOptional(id).map(ClientEntity::toClient);
  }

  @Override
  public void saveKeys(Client client) {
    clients.findById(client.id().value()).setKeys(client);
    clients.flush();
  }

  @Override
  public void revoke(Client client, Instant at) {
    clients.findById(client.id().value()).revoke(at);
    clients.flush();
  }

  @Override
  public List<Vendor> vendors(@Nullable Place after, int limit) {
    return page(vendors, after, limit).stream().map(VendorEntity::toVendor).toList();
  }

  @Override
  public List<Tenant> tenants(@Nullable Place after, int limit) {
    return page(tenants, after, limit).stream().map(TenantEntity::toTenant).toList();
  }

  @Override
  public List<Tenant> tenantsOf(VendorId vendor, @Nullable Place after, int limit) {
    var found =
        after == null
            ? tenants.find("vendorId = ?1" + NEWEST_FIRST, vendor.value())
            : tenants.find(
                "vendorId = ?1 and (createdAt, id) < (?2, ?3)" + NEWEST_FIRST,
                vendor.value(),
                after.createdAt(),
                after.id());
    return found.range(0, limit - 1).list().stream().map(TenantEntity::toTenant).toList();
  }

  @Override
  public List<Client> clients(@Nullable Place after, int limit) {
    return page(clients, after, limit).stream().map(ClientEntity::toClient).toList();
  }

  private static <E> List<E> page(
      PanacheRepositoryBase<E, String> rows, @Nullable Place after, int limit) {
    var found =
        after == null
            ? rows.findAll(Sort.descending("createdAt", "id"))
            : rows.find("(createdAt, id) < (?1, ?2)" + NEWEST_FIRST, after.createdAt(), after.id());
    return found.range(0, limit - 1).list();
  }
}
