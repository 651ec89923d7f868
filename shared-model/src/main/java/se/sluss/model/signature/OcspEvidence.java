package se.sluss.model.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static se.sluss.model.signature.StepFailedException.unless;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;

/**
 * The OCSP response that came with a signature. Its time is read before the response is checked,
 * because the certificates are judged at that time; nothing passes unless the response does too.
 */
final class OcspEvidence {
  private static final int MOST_BYTES = 32_768;
  private static final int NONCE_BYTES = 32;
  private static final int HEAD_BYTES = 20;
  private static final int VERSION = 1;

  private final BasicOCSPResp response;

  private OcspEvidence(BasicOCSPResp response) {
    this.response = response;
  }

  static OcspEvidence read(String base64) throws StepFailedException, OCSPException {
    unless(base64.length() <= (MOST_BYTES + 2) / 3 * 4, "the response is too large");
    byte[] der = StrictBase64.decode(base64, "the response");
    unless(der.length > 0, "the response cannot be read");
    OCSPResp outer = parse(der);
    unless(outer.getStatus() == OCSPResp.SUCCESSFUL, "the responder gave no answer");
    unless(
        outer.getResponseObject() instanceof BasicOCSPResp, "the response is of an unknown type");
    return new OcspEvidence((BasicOCSPResp) outer.getResponseObject());
  }

  /** Only DER, so that the bytes that are kept as evidence are the ones that were signed. */
  private static OCSPResp parse(byte[] der) throws StepFailedException {
    try {
      OCSPResponse response = OCSPResponse.getInstance(ASN1Primitive.fromByteArray(der));
      boolean canonical = Arrays.equals(response.getEncoded(ASN1Encoding.DER), der);
      if (response.getResponseBytes() != null) {
        byte[] inner = response.getResponseBytes().getResponse().getOctets();
        BasicOCSPResponse basic = BasicOCSPResponse.getInstance(inner);
        canonical &= Arrays.equals(basic.getEncoded(ASN1Encoding.DER), inner);
      }
      unless(canonical, "the response is not in DER");
      return new OCSPResp(response);
    } catch (IOException | IllegalArgumentException e) {
      throw new StepFailedException("the response cannot be read");
    }
  }

  /** When the response was produced: the time of signing. */
  Instant producedAt() {
    return response.getProducedAt().toInstant();
  }

  /**
   * The response is good, about the leaf, and signed by a responder of the leaf's issuer.
   *
   * @return the responder's certificate
   */
  X509Certificate check(SignerChain chain)
      throws StepFailedException, GeneralSecurityException, IOException, OCSPException {
    unless(response.getVersion() == VERSION, "the response is of another version");
    unless(
        Set.of(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
            .containsAll(response.getCriticalExtensionOIDs()),
        "the response has an unknown critical extension");
    unless(
        response.getResponses().length == 1, "the response is not about exactly one certificate");
    SingleResp single = response.getResponses()[0];
    unless(
        single.getCriticalExtensionOIDs().isEmpty(),
        "the response has an unknown critical extension");
    isAbout(single.getCertID(), chain);
    CertificateStatus status = single.getCertStatus();
    unless(!(status instanceof RevokedStatus), "the certificate is revoked");
    unless(status == CertificateStatus.GOOD, "the responder does not know the certificate");
    unless(response.getCerts().length == 1, "the response does not hold exactly the responder");
    X509CertificateHolder holder = response.getCerts()[0];
    X509Certificate responder = Certificates.read(holder.getEncoded());
    OcspResponder.check(responder, chain.issuer(), producedAt());
    isNamed(holder);
    OcspResponder.signed(response, responder);
    return responder;
  }

  /** Recomputed from the issuer and the leaf. The hash is SHA-1 by BankID's format. */
  private static void isAbout(CertificateID id, SignerChain chain)
      throws StepFailedException, GeneralSecurityException {
    MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
    byte[] name = sha1.digest(chain.issuer().getSubjectX500Principal().getEncoded());
    byte[] key = sha1.digest(keyBits(chain.issuer().getPublicKey().getEncoded()));
    unless(
        id.getHashAlgOID().equals(OIWObjectIdentifiers.idSHA1)
            && Arrays.equals(id.getIssuerNameHash(), name)
            && Arrays.equals(id.getIssuerKeyHash(), key)
            && id.getSerialNumber().equals(chain.leaf().getSerialNumber()),
        "the response is about another certificate");
  }

  private void isNamed(X509CertificateHolder responder)
      throws StepFailedException, GeneralSecurityException, IOException {
    var id = response.getResponderId().toASN1Primitive();
    byte[] keyHash =
        MessageDigest.getInstance("SHA-1")
            .digest(keyBits(responder.getSubjectPublicKeyInfo().getEncoded()));
    boolean named =
        id.getName() != null
            ? id.getName().equals(responder.getSubject())
            : Arrays.equals(id.getKeyHash(), keyHash);
    unless(named, "the response names another responder");
  }

  private static byte[] keyBits(byte[] encoded) {
    return SubjectPublicKeyInfo.getInstance(encoded).getPublicKeyData().getOctets();
  }

  /**
   * The response was made for this base64 string: the nonce begins with its SHA-1, by BankID's
   * format. It stands flat in the extension, without an OCTET STRING of its own.
   */
  void nonceOf(String signature) throws StepFailedException, GeneralSecurityException {
    Extension extension = response.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    unless(extension != null, "the response has no nonce");
    byte[] nonce = extension.getExtnValue().getOctets();
    unless(nonce.length == NONCE_BYTES, "the nonce is not of 32 bytes");
    byte[] head = Arrays.copyOf(nonce, HEAD_BYTES);
    byte[] expected = MessageDigest.getInstance("SHA-1").digest(signature.getBytes(UTF_8));
    unless(MessageDigest.isEqual(head, expected), "the nonce is of another signature");
  }

  /** There is no next update by BankID's format, so freshness is judged by the order's time. */
  void time(TimeWindow window) throws StepFailedException {
    unless(!window.isAfter(producedAt()), "made before the order");
    unless(!window.isBefore(producedAt()), "made after the order was collected");
    SingleResp single = response.getResponses()[0];
    unless(
        !single.getThisUpdate().after(response.getProducedAt()),
        "the response tells of a later time than its own");
    Date next = single.getNextUpdate();
    unless(
        next == null || !next.before(response.getProducedAt()),
        "the response was out of date when it was made");
  }
}
