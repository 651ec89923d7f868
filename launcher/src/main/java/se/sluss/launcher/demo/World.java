package se.sluss.launcher.demo;

import java.time.Duration;
import java.util.List;

/** Who takes part in a demo, as registered. */
record World(
    String vendorId,
    String vendorKey,
    List<Tenant> tenants,
    String connectionId,
    Duration agreedInterval) {

  /**
   * A provider.
   *
   * @param signer personal number, of the test series, of who signs for it
   */
  record Tenant(String id, String name, String organisationNumber, String signer) {}

  /** The tenant's name, for people. */
  String tenantName(String tenantId) {
    return tenants.stream()
        .filter(tenant -> tenant.id().equals(tenantId))
        .map(Tenant::name)
        .findFirst()
        .orElse(tenantId);
  }

  @Override
  public String toString() {
    return "World[" + vendorId + "]";
  }
}
