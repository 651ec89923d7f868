package se.sluss.model.signature;

import static se.sluss.model.signature.StepFailedException.unless;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.w3c.dom.Element;

/** The three certificates of the key information: the signer's, its issuer's, the bank's. */
record SignerChain(X509Certificate leaf, X509Certificate issuer, X509Certificate bank) {

  static SignerChain read(List<Element> elements)
      throws StepFailedException, GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Element element : elements) {
      byte[] der = StrictBase64.decode(Shape.text(element), "a certificate");
      certificates.add(Certificates.read(der));
    }
    return new SignerChain(certificates.get(0), certificates.get(1), certificates.get(2));
  }

  private List<X509Certificate> path() {
    return List.of(leaf, issuer, bank);
  }

  /**
   * Leads to a pinned root at that time. Policies are left out of the path's processing, since the
   * authorities do not assert those of their leaves; revocation is what the OCSP response tells.
   */
  void leadsTo(TrustRoots roots, Instant time)
      throws StepFailedException, GeneralSecurityException {
    inOrder(roots.certificates());
    leadTo(path(), roots.anchors(), time);
  }

  /**
   * Leads to the bank's certificate, which was valid at that time. Says nothing of who the bank is.
   */
  void leadsToItsBank(Instant time) throws StepFailedException, GeneralSecurityException {
    inOrder(Set.of());
    leadTo(List.of(leaf, issuer), Set.of(new TrustAnchor(bank, null)), time);
    unless(Certificates.isAuthority(bank), "the bank's certificate is not an authority's");
    try {
      bank.checkValidity(Date.from(time));
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw new StepFailedException("the bank's certificate was not valid at the time");
    }
  }

  private void inOrder(Set<X509Certificate> roots) throws StepFailedException {
    for (X509Certificate certificate : path()) {
      Certificates.strong(certificate);
      unless(
          !roots.contains(certificate)
              && !certificate
                  .getSubjectX500Principal()
                  .equals(certificate.getIssuerX500Principal()),
          "a root stands among the certificates");
    }
    unless(
        leaf.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
            && issuer.getIssuerX500Principal().equals(bank.getSubjectX500Principal()),
        "the certificates do not stand in the order of their chain");
  }

  private static void leadTo(List<X509Certificate> path, Set<TrustAnchor> anchors, Instant time)
      throws StepFailedException, GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(time));
    try {
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (CertPathValidatorException e) {
      throw new StepFailedException(
          "the certificates do not lead to a trusted root: " + e.getReason());
    }
  }

  void isForSigning(Set<String> allowedPolicies, Instant time)
      throws StepFailedException, IOException {
    unless(Certificates.mayCommit(leaf), "the certificate is not one for signing");
    unless(!Certificates.isAuthority(leaf), "the certificate is an authority's");
    unless(
        policies().stream().anyMatch(allowedPolicies::contains),
        "the certificate's policy is not an allowed one");
    try {
      leaf.checkValidity(Date.from(time));
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw new StepFailedException("the certificate was not valid at the time");
    }
  }

  private List<String> policies() throws IOException {
    byte[] extension = leaf.getExtensionValue(Extension.certificatePolicies.getId());
    if (extension == null) {
      return List.of();
    }
    PolicyInformation[] policies =
        CertificatePolicies.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension))
            .getPolicyInformation();
    return Arrays.stream(policies).map(one -> one.getPolicyIdentifier().getId()).toList();
  }
}
