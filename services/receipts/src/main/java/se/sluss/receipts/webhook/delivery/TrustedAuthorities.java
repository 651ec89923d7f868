package se.sluss.receipts.webhook.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The JVM's certificate authorities and further ones from a file. */
final class TrustedAuthorities {
  private static final String SETTING = "sluss.receipts.webhook.trust-file";

  private TrustedAuthorities() {}

  /**
   * Trust in the JVM's authorities and those in the file.
   *
   * @throws IllegalStateException when the file holds no certificates; the message names setting
   *     and file
   */
  static X509TrustManager withMoreFrom(Path pem) {
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int number = 0;
      for (X509Certificate known : trustManager(null).getAcceptedIssuers()) {
        all.setCertificateEntry("jvm-" + number++, known);
      }
      for (Certificate more : in(pem)) {
        all.setCertificateEntry("file-" + number++, more);
      }
      return trustManager(all);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(SETTING + ": no usable certificates in the file " + pem, e);
    }
  }

  private static Collection<? extends Certificate> in(Path pem)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new GeneralSecurityException("no certificate");
      }
      return found;
    }
  }

  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }
}
