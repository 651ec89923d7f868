package se.sluss.simulator.bankid.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static se.sluss.simulator.bankid.pki.CustomerDesk.ResponderFlaw;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaCertificateID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.pki.Credential;
import se.sluss.simulator.bankid.pki.CustomerDesk;

/**
 * Writes the OCSP response that comes with a signature: one status without nextUpdate, and a
 * critical nonce of 32 bytes, flat in the extension, whose first 20 are the SHA-1 of the base64
 * signature string.
 */
final class OcspResponses {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.2.3.4.99");

  private final SigningRequest request;
  private final CustomerDesk desk;
  private final CustomerDesk lookalike;

  /** {@code lookalike} stands in where the request asks for a responder of the wrong authority. */
  OcspResponses(SigningRequest request, CustomerDesk desk, CustomerDesk lookalike) {
    this.request = request;
    this.desk = desk;
    this.lookalike = lookalike;
  }

  /** The DER response about the leaf, tied to the base64 signature string. */
  byte[] write(X509Certificate leaf, String signature)
      throws GeneralSecurityException, IOException, OCSPException, OperatorCreationException {
    if (request.deviates(Deviation.OCSP_TRY_LATER)) {
      return new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded();
    }
    Instant producedAt = producedAt();
    Credential responder = responder(producedAt);
    X509CertificateHolder enclosed = new JcaX509CertificateHolder(responder.certificate());
    X500Name name = enclosed.getSubject();
    Date at = Date.from(producedAt);
    var response =
        new BasicOCSPRespBuilder(
            new RespID(
                request.deviates(Deviation.OCSP_NAMES_OTHER_RESPONDER)
                    ? new X500Name("CN=Another responder")
                    : name));
    BigInteger serial = leaf.getSerialNumber();
    answer(
        response,
        request.deviates(Deviation.OCSP_WRONG_SERIAL) ? serial.xor(BigInteger.ONE) : serial,
        at);
    if (request.deviates(Deviation.OCSP_TWO_ANSWERS)) {
      answer(response, serial.xor(BigInteger.ONE), at);
    }
    List<Extension> extensions = extensions(signature);
    if (!extensions.isEmpty()) {
      response.setResponseExtensions(new Extensions(extensions.toArray(Extension[]::new)));
    }
    String algorithm =
        request.deviates(Deviation.OCSP_SHA1_SIGNATURE) ? "SHA1withRSA" : "SHA256withRSA";
    var signed =
        response.build(
            new JcaContentSignerBuilder(algorithm).build(signingKey(responder, producedAt)),
            request.deviates(Deviation.OCSP_WITHOUT_RESPONDER)
                ? null
                : new X509CertificateHolder[] {enclosed},
            at);
    OCSPResp complete = new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, signed);
    return complete.getEncoded();
  }

  private void answer(BasicOCSPRespBuilder response, BigInteger serial, Date at)
      throws GeneralSecurityException, OCSPException, OperatorCreationException {
    Instant told = at.toInstant();
    @Nullable Date next = null;
    if (request.deviates(Deviation.OCSP_STALE)) {
      told = told.minus(Duration.ofHours(2));
      next = Date.from(told.plus(Duration.ofHours(1)));
    } else if (request.deviates(Deviation.OCSP_OF_LATER_TIME)) {
      told = told.plusSeconds(1);
    }
    response.addResponse(certificateId(serial), status(at), Date.from(told), next, null);
  }

  private List<Extension> extensions(String signature)
      throws GeneralSecurityException, IOException {
    List<Extension> extensions = new ArrayList<>();
    Extension nonce = nonce(signature);
    if (nonce != null) {
      extensions.add(nonce);
    }
    if (request.deviates(Deviation.OCSP_UNKNOWN_EXTENSION)) {
      extensions.add(new Extension(UNKNOWN, true, DERNull.INSTANCE.getEncoded()));
    }
    return extensions;
  }

  private Instant producedAt() {
    Instant at = request.at().truncatedTo(ChronoUnit.SECONDS);
    if (request.deviates(Deviation.OCSP_PRODUCED_BEFORE_ORDER)) {
      return at.minus(Duration.ofHours(1));
    }
    return request.deviates(Deviation.OCSP_PRODUCED_IN_FUTURE) ? at.plus(Duration.ofHours(1)) : at;
  }

  private Credential responder(Instant at) {
    if (request.deviates(Deviation.OCSP_RESPONDER_WITHOUT_EKU)) {
      return desk.responder(ResponderFlaw.WITHOUT_EXTENDED_KEY_USAGE, at);
    }
    if (request.deviates(Deviation.OCSP_RESPONDER_WITHOUT_NO_CHECK)) {
      return desk.responder(ResponderFlaw.WITHOUT_NO_CHECK, at);
    }
    if (request.deviates(Deviation.OCSP_RESPONDER_EXPIRED)) {
      return desk.responder(ResponderFlaw.EXPIRED, at);
    }
    boolean foreign = request.deviates(Deviation.OCSP_RESPONDER_OF_LOOKALIKE);
    return (foreign ? lookalike : desk).responder(ResponderFlaw.NONE, at);
  }

  private PrivateKey signingKey(Credential responder, Instant at) {
    return request.deviates(Deviation.OCSP_SIGNED_BY_OTHER_KEY)
        ? lookalike.responder(ResponderFlaw.NONE, at).key()
        : responder.key();
  }

  private CertificateID certificateId(BigInteger serial)
      throws GeneralSecurityException, OCSPException, OperatorCreationException {
    return new JcaCertificateID(
        new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
        desk.bank().customers().certificate(),
        serial);
  }

  private @Nullable CertificateStatus status(Date at) {
    if (request.deviates(Deviation.OCSP_REVOKED)) {
      return new RevokedStatus(at, CRLReason.unspecified);
    }
    return request.deviates(Deviation.OCSP_UNKNOWN) ? new UnknownStatus() : CertificateStatus.GOOD;
  }

  private @Nullable Extension nonce(String signature) throws GeneralSecurityException, IOException {
    if (request.deviates(Deviation.OCSP_WITHOUT_NONCE)) {
      return null;
    }
    boolean other = request.deviates(Deviation.OCSP_OTHER_NONCE);
    String bound = other ? "another" + signature : signature;
    byte[] head = MessageDigest.getInstance("SHA-1").digest(bound.getBytes(US_ASCII));
    byte[] nonce = new byte[32];
    RANDOM.nextBytes(nonce);
    System.arraycopy(head, 0, nonce, 0, head.length);
    if (request.deviates(Deviation.OCSP_SHORT_NONCE)) {
      nonce = Arrays.copyOf(nonce, head.length);
    }
    byte[] value =
        request.deviates(Deviation.OCSP_NESTED_NONCE)
            ? new DEROctetString(nonce).getEncoded()
            : nonce;
    return new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, true, value);
  }
}
