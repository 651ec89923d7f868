package se.sluss.signing.bankid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.signature.TrustRoots;

/** The relying party's own certificate, and the pinned roots, read from files at start. */
public final class RelyingPartyTls {
  private static final String SERIAL_NUMBER = "2.5.4.5";

  private RelyingPartyTls() {}

  /**
   * A context that shows our certificate and trusts BankID's root alone.
   *
   * @throws IllegalStateException naming the key whose file cannot be used
   */
  static SSLContext context(BankIdConfig config) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore(config), config.rpKeyStorePassword().toCharArray());
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int i = 0;
      for (X509Certificate root : certificates(config.tlsRoot(), "sluss.signing.bankid.tls-root")) {
        trusted.setCertificateEntry("root-" + i++, root);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "sluss.signing.bankid.rp-key-store or .tls-root cannot be used", e);
    }
  }

  /**
   * The roots that signers' certificates may lead to.
   *
   * @throws IllegalStateException naming the key whose file cannot be used
   */
  public static TrustRoots userRoots(BankIdConfig config) {
    return new TrustRoots(
        Set.copyOf(certificates(config.userRoot(), "sluss.signing.bankid.user-root")));
  }

  /**
   * Our organisation's number, as the certificate states it; signatures made for others are
   * refused.
   */
  public static Organisationsnummer relyingPartyNumber(BankIdConfig config) {
    try {
      KeyStore store = keyStore(config);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return Organisationsnummer.parse(
                  serialNumber((X509Certificate) store.getCertificate(alias)))
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "sluss.signing.bankid.rp-key-store: the subject's serialNumber is no"
                              + " organisation number"));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sluss.signing.bankid.rp-key-store cannot be used", e);
    }
    throw new IllegalStateException("sluss.signing.bankid.rp-key-store holds no key");
  }

  private static String serialNumber(X509Certificate certificate) {
    String name =
        certificate
            .getSubjectX500Principal()
            .getName("RFC2253", Map.of(SERIAL_NUMBER, "serialNumber"));
    try {
      for (Rdn part : new LdapName(name).getRdns()) {
        if (part.getType().equalsIgnoreCase("serialNumber")) {
          return String.valueOf(part.getValue());
        }
      }
    } catch (InvalidNameException e) {
      throw new IllegalStateException("sluss.signing.bankid.rp-key-store: unreadable subject", e);
    }
    throw new IllegalStateException(
        "sluss.signing.bankid.rp-key-store: the subject has no serialNumber");
  }

  private static KeyStore keyStore(BankIdConfig config) {
    try (InputStream in = Files.newInputStream(config.rpKeyStore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, config.rpKeyStorePassword().toCharArray());
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "sluss.signing.bankid.rp-key-store cannot be opened with its password", e);
    }
  }

  private static List<X509Certificate> certificates(Path file, String key) {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found = new ArrayList<>();
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) one);
      }
      if (found.isEmpty()) {
        throw new IllegalStateException(key + " holds no certificate");
      }
      return List.copyOf(found);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(key + " cannot be read", e);
    }
  }
}
