package se.sluss.model.signature;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Collectors;

/** The roots of user certificates that are believed. Pinned by configuration, at least one. */
public record TrustRoots(Set<X509Certificate> certificates) {
  public TrustRoots {
    certificates = Set.copyOf(certificates);
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("no root is trusted");
    }
  }

  /**
   * Reads one or more certificates in PEM.
   *
   * @throws IllegalArgumentException when there is none or one cannot be read
   */
  public static TrustRoots fromPem(byte[] pem) {
    try {
      return new TrustRoots(
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .collect(Collectors.toUnmodifiableSet()));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not certificates in PEM", e);
    }
  }

  Set<TrustAnchor> anchors() {
    return certificates.stream()
        .map(certificate -> new TrustAnchor(certificate, null))
        .collect(Collectors.toUnmodifiableSet());
  }
}
