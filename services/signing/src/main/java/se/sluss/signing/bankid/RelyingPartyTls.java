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
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import se.sluss.model.identity.Organisationsnummer;

/** A relying party's own certificate and key. Every fault names the setting it comes from. */
final class RelyingPartyTls {
  private static final String SERIAL_NUMBER = "2.5.4.5";

  private final KeyStore store;
  private final char[] password;
  private final String setting;
  private final X509Certificate certificate;

  private RelyingPartyTls(
      KeyStore store, char[] password, String setting, X509Certificate certificate) {
    this.store = store;
    this.password = password;
    this.setting = setting;
    this.certificate = certificate;
  }

  /**
   * Opens the key store.
   *
   * @throws IllegalStateException when it cannot be used
   */
  static RelyingPartyTls open(BankIdConfig.OwnKey key, String setting) {
    char[] password = key.rpKeyStorePassword().toCharArray();
    try (InputStream in = Files.newInputStream(key.rpKeyStore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return new RelyingPartyTls(
              store, password, setting, (X509Certificate) store.getCertificate(alias));
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(setting + " cannot be opened with its password", e);
    }
    throw new IllegalStateException(setting + " holds no key");
  }

  /** The certificate that is shown. */
  X509Certificate certificate() {
    return certificate;
  }

  /** A context that shows our certificate and trusts these roots alone. */
  SSLContext context(List<X509Certificate> roots) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (X509Certificate root : roots) {
        trusted.setCertificateEntry("root-" + trusted.size(), root);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(setting + " cannot be used", e);
    }
  }

  /** The organisation's number, as the certificate states it. */
  Organisationsnummer number() {
    return Organisationsnummer.parse(serialNumber())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    setting + ": the subject's serialNumber is no organisation number"));
  }

  private String serialNumber() {
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
      throw new IllegalStateException(setting + ": unreadable subject", e);
    }
    throw new IllegalStateException(setting + ": the subject has no serialNumber");
  }

  /** The certificates of a PEM file, at least one. */
  static List<X509Certificate> certificates(Path file, String setting) {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found = new ArrayList<>();
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) one);
      }
      if (found.isEmpty()) {
        throw new IllegalStateException(setting + " holds no certificate");
      }
      return List.copyOf(found);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(setting + " cannot be read", e);
    }
  }
}
