package se.sluss.submitter.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;

/** Seals and opens what a vendor entrusted to us with a connection. */
@ApplicationScoped
public class ConnectionSecrets {
  private final Sealer sealer;

  public ConnectionSecrets(Sealer sealer) {
    this.sealer = sealer;
  }

  public SealedBytes sealKeyStore(VendorId vendor, ConnectionId id, byte[] pkcs12) {
    return sealer.seal(owner(vendor), id.value(), Purpose.KEY_STORE, pkcs12);
  }

  public SealedBytes sealPassword(VendorId vendor, ConnectionId id, String password) {
    return sealer.seal(
        owner(vendor),
        passwordOf(id),
        Purpose.KEY_STORE,
        password.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The connection's credentials.
   *
   * @throws IllegalStateException when what was accepted once cannot be used any more
   */
  public Credentials open(Connection connection) {
    TenantId owner = owner(connection.vendor());
    byte[] pkcs12 =
        sealer.open(owner, connection.id().value(), Purpose.KEY_STORE, connection.keyStore());
    byte[] password =
        sealer.open(
            owner, passwordOf(connection.id()), Purpose.KEY_STORE, connection.keyStorePassword());
    try {
      return Credentials.open(
          pkcs12,
          new String(password, StandardCharsets.UTF_8).toCharArray(),
          connection.trustedCertificates());
    } catch (Credentials.UnusableException e) {
      throw new IllegalStateException(
          "The credentials of " + connection.id() + " cannot be used", e);
    }
  }

  private static String passwordOf(ConnectionId id) {
    return id.value() + ".password";
  }

  /**
   * Seals bind a tenant. What belongs to a vendor as a whole is bound to the tenant's identifier
   * that has the vendor's suffix, which no tenant has, since suffixes are never used twice.
   */
  private static TenantId owner(VendorId vendor) {
    return TenantId.of("ten" + vendor.value().substring(vendor.value().indexOf('_')));
  }
}
