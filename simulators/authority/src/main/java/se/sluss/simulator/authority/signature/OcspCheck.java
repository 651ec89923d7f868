package se.sluss.simulator.authority.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import se.sluss.simulator.authority.contract.Bytes;

/** One OCSP response, held against the signature that it was made for. */
final class OcspCheck {
  private static final int NONCE_BYTES = 32;
  private static final int NONCE_HEAD_BYTES = 20;
  private static final Set<ASN1ObjectIdentifier> SIGNATURES =
      Set.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          PKCSObjectIdentifiers.sha512WithRSAEncryption);

  private final BasicOCSPResp response;
  private final String signatureBase64;

  private OcspCheck(BasicOCSPResp response, String signatureBase64) {
    this.response = response;
    this.signatureBase64 = signatureBase64;
  }

  static OcspCheck open(Bytes der, String signatureBase64) throws SignatureRefusedException {
    try {
      OCSPResp outer = new OCSPResp(der.toArray());
      if (outer.getStatus() == OCSPResp.SUCCESSFUL
          && outer.getResponseObject() instanceof BasicOCSPResp basic) {
        return new OcspCheck(basic, signatureBase64);
      }
      throw new SignatureRefusedException("the OCSP response reports no success");
    } catch (IOException | OCSPException | RuntimeException unreadable) {
      throw new SignatureRefusedException("the OCSP response cannot be read", unreadable);
    }
  }

  /**
   * Returns when the response was made.
   *
   * @throws SignatureRefusedException when it does not say, on good authority, that the leaf was
   *     good
   */
  Instant verify(X509Certificate leaf, X509Certificate issuer) throws SignatureRefusedException {
    nonce();
    Date producedAt = response.getProducedAt();
    try {
      responderSigned(issuer, producedAt);
      status(leaf, issuer, producedAt);
    } catch (OCSPException
        | OperatorCreationException
        | CertException
        | CertificateException
        | RuntimeException broken) {
      throw new SignatureRefusedException("the OCSP response cannot be verified", broken);
    }
    return producedAt.toInstant();
  }

  /**
   * The head of the nonce is the SHA-1 of the signature's base64 text; it lies flat in its
   * extension.
   */
  private void nonce() throws SignatureRefusedException {
    Extension extension = response.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    require(extension != null, "the OCSP response has no nonce");
    byte[] nonce = extension.getExtnValue().getOctets();
    byte[] head = Arrays.copyOf(nonce, NONCE_HEAD_BYTES);
    require(
        nonce.length == NONCE_BYTES && MessageDigest.isEqual(head, sha1(signatureBase64)),
        "the OCSP response was made for another signature");
    for (Object oid : response.getCriticalExtensionOIDs()) {
      require(OCSPObjectIdentifiers.id_pkix_ocsp_nonce.equals(oid), "a critical OCSP extension");
    }
  }

  private void responderSigned(X509Certificate issuer, Date producedAt)
      throws SignatureRefusedException,
          OCSPException,
          OperatorCreationException,
          CertException,
          CertificateException {
    require(response.getCerts().length == 1, "the OCSP response must hold its responder alone");
    X509CertificateHolder responder = response.getCerts()[0];
    ContentVerifierProvider issuerKey =
        new JcaContentVerifierProviderBuilder().build(issuer.getPublicKey());
    require(
        responder.getIssuer().equals(new JcaX509CertificateHolder(issuer).getSubject())
            && responder.isSignatureValid(issuerKey),
        "the OCSP responder was not appointed by the signer's issuer");
    require(
        names(responder), "the OCSP response says that another responder made it than it holds");
    require(responder.isValidOn(producedAt), "the OCSP responder's certificate had run out");
    ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(responder.getExtensions());
    require(
        usage != null && usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning),
        "the OCSP responder may not sign such responses");
    require(
        responder.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck) != null,
        "the OCSP responder may itself be revoked");
    require(
        SIGNATURES.contains(response.getSignatureAlgorithmID().getAlgorithm())
            && response.isSignatureValid(new JcaContentVerifierProviderBuilder().build(responder)),
        "the signature of the OCSP response is wrong");
  }

  private boolean names(X509CertificateHolder responder)
      throws OCSPException, OperatorCreationException {
    RespID named = response.getResponderId();
    return named.equals(new RespID(responder.getSubject()))
        || named.equals(
            new RespID(
                responder.getSubjectPublicKeyInfo(),
                new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1)));
  }

  private void status(X509Certificate leaf, X509Certificate issuer, Date producedAt)
      throws SignatureRefusedException,
          OCSPException,
          OperatorCreationException,
          CertificateException {
    require(response.getResponses().length == 1, "the OCSP response must speak of one certificate");
    SingleResp single = response.getResponses()[0];
    CertificateID id = single.getCertID();
    require(
        id.getSerialNumber().equals(leaf.getSerialNumber())
            && id.matchesIssuer(
                new JcaX509CertificateHolder(issuer),
                new JcaDigestCalculatorProviderBuilder().build()),
        "the OCSP response speaks of another certificate");
    require(
        single.getCertStatus() == CertificateStatus.GOOD, "the signer's certificate was not good");
    require(
        !single.getThisUpdate().after(producedAt), "the OCSP response is older than its content");
    require(
        single.getNextUpdate() == null || !single.getNextUpdate().before(producedAt),
        "the OCSP response was out of date when it was made");
  }

  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }

  private static void require(boolean holds, String otherwise) throws SignatureRefusedException {
    if (!holds) {
      throw new SignatureRefusedException(otherwise);
    }
  }
}
