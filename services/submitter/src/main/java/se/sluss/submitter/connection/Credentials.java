package se.sluss.submitter.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import se.sluss.submitter.certificate.CertificateFacts;

/** A connection's certificate, key and trust, opened. Never printed. */
public final class Credentials {
  private final KeyStore keyStore;
  private final char[] password;
  private final KeyStore trust;

  private Credentials(KeyStore keyStore, char[] password, KeyStore trust) {
    this.keyStore = keyStore;
    this.password = password;
    this.trust = trust;
  }

  /** What was given cannot serve. The message is safe to show. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  /**
   * Opens what was given.
   *
   * @throws UnusableException when either part cannot be read or lacks what is needed
   */
  public static Credentials open(byte[] pkcs12, char[] password, String trustedPem)
      throws UnusableException {
    return new Credentials(keyStore(pkcs12, password), password.clone(), trust(trustedPem));
  }

  /**
   * The key store of a client certificate.
   *
   * @throws UnusableException when it cannot be opened, or holds no private key
   */
  static KeyStore keyStore(byte[] pkcs12, char[] password) throws UnusableException {
    try {
      KeyStore opened = KeyStore.getInstance("PKCS12");
      opened.load(new ByteArrayInputStream(pkcs12), password);
      for (String alias : Collections.list(opened.aliases())) {
        if (opened.isKeyEntry(alias) && opened.getKey(alias, password) != null) {
          return opened;
        }
      }
      throw new UnusableException("holds no private key");
    } catch (IOException | GeneralSecurityException e) {
      throw new UnusableException("cannot be opened with the password as PKCS #12");
    }
  }

  /**
   * A store of the certificates in a PEM text.
   *
   * @throws UnusableException when there is none, or one cannot be read
   */
  static KeyStore trust(String pem) throws UnusableException {
    try {
      var certificates =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(
                      new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
      if (certificates.isEmpty()) {
        throw new UnusableException("holds no certificate");
      }
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        trusted.setCertificateEntry("trusted-" + i, certificates.get(i));
      }
      return trusted;
    } catch (CertificateException e) {
      throw new UnusableException("holds something that is not a certificate in PEM");
    } catch (IOException | GeneralSecurityException e) {
      throw new UnusableException("cannot be used");
    }
  }

  /**
   * The text itself, when it holds certificates in PEM that can be trusted.
   *
   * @throws IllegalArgumentException when it does not
   */
  public static String trusted(String pem) {
    try {
      trust(pem);
      return pem;
    } catch (UnusableException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What may be shown of the client certificate. */
  public CertificateFacts facts() {
    try {
      for (String alias : Collections.list(keyStore.aliases())) {
        if (keyStore.isKeyEntry(alias)) {
          return CertificateFacts.of((X509Certificate) keyStore.getCertificate(alias));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A loaded key store cannot be read", e);
    }
    throw new IllegalStateException("A loaded key store has no key any more");
  }

  /**
   * TLS with this certificate and this trust and no other, anew each time: a session is resumed
   * only within one context, and whoever resumes one looks at no certificate of the other side.
   */
  public Supplier<SSLContext> contexts() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore, password);
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(trust);
      KeyManager[] shown = keys.getKeyManagers();
      TrustManager[] believed = trusted.getTrustManagers();
      return () -> context(shown, believed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be set up for a connection", e);
    }
  }

  private static SSLContext context(KeyManager[] shown, TrustManager[] believed) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown, believed, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be set up for a connection", e);
    }
  }
}
