package se.sluss.submitter.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A certificate and those above it, as far as they were sent.
 *
 * @param links the client's own first
 * @param whole whether every certificate has its place in it and every signature holds
 */
record Chain(List<X509Certificate> links, boolean whole) {

  /** Puts the certificates in order, from this one up. */
  static Chain from(X509Certificate leaf, Collection<X509Certificate> sent) {
    List<X509Certificate> left = new ArrayList<>(sent);
    left.remove(leaf);
    List<X509Certificate> links = new ArrayList<>(List.of(leaf));
    for (Optional<X509Certificate> issuer = issuerOf(leaf, left);
        issuer.isPresent();
        issuer = issuerOf(links.getLast(), left)) {
      links.add(issuer.get());
      left.remove(issuer.get());
    }
    return new Chain(List.copyOf(links), left.isEmpty());
  }

  private static Optional<X509Certificate> issuerOf(
      X509Certificate certificate, Collection<X509Certificate> among) {
    return among.stream().filter(issuer -> isIssuedBy(certificate, issuer)).findFirst();
  }

  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (issuer.getBasicConstraints() < 0
        || !certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Whether one of these stands in it above the client's own, or issued its last one. */
  boolean leadsTo(Collection<X509Certificate> accepted) {
    return links.stream().skip(1).anyMatch(accepted::contains)
        || accepted.stream().anyMatch(issuer -> isIssuedBy(links.getLast(), issuer));
  }

  List<X509Certificate> issuers() {
    return links.subList(1, links.size());
  }
}
