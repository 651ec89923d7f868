package se.sluss.model.signature;

import static se.sluss.model.signature.StepFailedException.unless;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Whether the one who answered may answer for the issuer, and did. */
final class OcspResponder {
  private OcspResponder() {}

  /** Certified by the issuer's key, not only under its name. */
  static void check(X509Certificate responder, X509Certificate issuer, Instant time)
      throws StepFailedException, GeneralSecurityException {
    Certificates.strong(responder);
    unless(
        responder.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()),
        "the responder is not of the certificate's issuer");
    try {
      responder.verify(issuer.getPublicKey());
    } catch (SignatureException | InvalidKeyException e) {
      throw new StepFailedException("the responder is not certified by the issuer's key");
    }
    List<String> uses = responder.getExtendedKeyUsage();
    unless(
        uses != null && uses.contains(KeyPurposeId.id_kp_OCSPSigning.getId()),
        "the responder's certificate is not for OCSP");
    unless(Certificates.maySign(responder), "the responder's key is not for signing");
    unless(!Certificates.isAuthority(responder), "the responder is an authority");
    unless(
        responder.getExtensionValue(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck.getId()) != null,
        "the responder's certificate would need a check of its own");
    unless(
        !responder.hasUnsupportedCriticalExtension(),
        "the responder's certificate has an unknown critical extension");
    try {
      responder.checkValidity(Date.from(time));
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw new StepFailedException("the responder's certificate was not valid at the time");
    }
  }

  static void signed(BasicOCSPResp response, X509Certificate responder)
      throws StepFailedException, OCSPException {
    AlgorithmIdentifier algorithm = response.getSignatureAlgorithmID();
    unless(
        Certificates.STRONG_ALGORITHMS.contains(algorithm.getAlgorithm().getId())
            && DERNull.INSTANCE.equals(algorithm.getParameters()),
        "the response is signed with a weak algorithm");
    try {
      unless(
          response.isSignatureValid(
              new JcaContentVerifierProviderBuilder().build(responder.getPublicKey())),
          "the response is not signed by the responder");
    } catch (OperatorCreationException e) {
      throw new StepFailedException("the response's signature cannot be checked");
    }
  }
}
