package se.sluss.kit.limit;

import se.sluss.model.id.Mode;

/**
 * How many requests somebody may make in one window.
 *
 * @param policy what it is called in headers: client, tenant or vendor
 * @param subject whose it is; test and live are counted apart
 */
public record Quota(String policy, String subject, int requests) {
  /** Of a client, whose key is of one mode. */
  public static Quota ofClient(String id, int requests) {
    return new Quota("client", id, requests);
  }

  /** Of all clients of a tenant, and of a vendor that acts for it. */
  public static Quota ofTenant(String id, Mode mode, int requests) {
    return new Quota("tenant", id + ":" + mode.wire(), requests);
  }

  /** Of all clients of a vendor and of its tenants. */
  public static Quota ofVendor(String id, Mode mode, int requests) {
    return new Quota("vendor", id + ":" + mode.wire(), requests);
  }
}
