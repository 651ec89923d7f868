package se.sluss.submitter.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.submitter.certificate.ClientCertificate;

/** Seals and opens what a vendor entrusted to us with a connection. */
@ApplicationScoped
public class ConnectionSecrets {
  private static final int PASSWORD_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Sealer sealer;

  public ConnectionSecrets(Sealer sealer) {
    this.sealer = sealer;
  }

  /** Key and chain under a password that nobody has seen. */
  public SealedKey seal(VendorId vendor, ConnectionId id, ClientCertificate certificate) {
    byte[] random = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    TenantId owner = owner(vendor);
    return new SealedKey(
        sealer.seal(
            owner, id.value(), Purpose.KEY_STORE, certificate.pkcs12(password.toCharArray())),
        sealer.seal(
            owner, passwordOf(id), Purpose.KEY_STORE, password.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The credentials with which this connection shows itself at a door, and whom it trusts there.
   *
   * @param at whose door it is: the connection itself, or one of the same vendor for tests
   * @throws IllegalStateException when what was accepted once cannot be used any more
   */
  public Credentials open(Connection connection, SealedKey key, Connection at) {
    TenantId owner = owner(connection.vendor());
    byte[] pkcs12 = sealer.open(owner, connection.id().value(), Purpose.KEY_STORE, key.keyStore());
    byte[] password =
        sealer.open(owner, passwordOf(connection.id()), Purpose.KEY_STORE, key.password());
    try {
      return Credentials.open(
          pkcs12,
          new String(password, StandardCharsets.UTF_8).toCharArray(),
          at.trustedCertificates());
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
