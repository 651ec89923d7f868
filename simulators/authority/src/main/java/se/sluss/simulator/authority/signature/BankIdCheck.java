package se.sluss.simulator.authority.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.contract.SoapRequest.SignaturePair;

/**
 * Decides whether a person signed a document with BankID: structure, digests, signature value,
 * certificate chain to the root given at the start, OCSP response, and the document's entry in the
 * signed non-visible data. Who the person is does not matter here.
 */
public final class BankIdCheck {
  private static final int MAX_SIGNATURE_BYTES = 400_000;
  private static final int MIN_KEY_BITS = 2048;
  private static final int CHAIN_LENGTH = 3;
  private static final int NON_REPUDIATION = 1;
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final Set<TrustAnchor> roots;
  private final InstantSource clock;

  public BankIdCheck(List<X509Certificate> roots, InstantSource clock) {
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("no root certificate to trust");
    }
    this.roots =
        roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    this.clock = clock;
  }

  /** Reads the roots, one or several PEM certificates in a file. */
  public static BankIdCheck trusting(Path pem, InstantSource clock)
      throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(pem)) {
      return new BankIdCheck(
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList(),
          clock);
    }
  }

  /**
   * Returns when the signature covers the entry and all of it holds.
   *
   * @param entry {@code uuid,sha256hex}
   */
  public void verify(SignaturePair pair, String entry) throws SignatureRefusedException {
    byte[] xml = pair.signature().toArray();
    if (xml.length > MAX_SIGNATURE_BYTES) {
      throw new SignatureRefusedException("the signature is too large");
    }
    SignatureShape shape = SignatureShape.of(xml);
    List<X509Certificate> chain = certificates(shape.certificates());
    X509Certificate leaf = chain.getFirst();
    coreValidation(shape, leaf);
    // The nonce covers the base64 text as BankID gave it, which is the plain encoding of the bytes.
    OcspCheck ocsp = OcspCheck.open(pair.ocspResponse(), base64(pair.signature()));
    Instant producedAt = ocsp.verify(leaf, chain.get(1));
    if (producedAt.isAfter(clock.instant().plus(SKEW))) {
      throw new SignatureRefusedException("the OCSP response lies in the future");
    }
    chainHolds(chain, producedAt);
    boolean[] usage = leaf.getKeyUsage();
    if (usage == null || !usage[NON_REPUDIATION]) {
      throw new SignatureRefusedException("the certificate is not meant for signing");
    }
    covers(shape, entry);
  }

  private static void covers(SignatureShape shape, String entry) throws SignatureRefusedException {
    String signed = new String(shape.nonVisibleData().toArray(), StandardCharsets.UTF_8);
    if (!Arrays.asList(signed.split(";", -1)).contains(entry)) {
      throw new SignatureRefusedException("the signed data holds no entry for this document");
    }
  }

  private static void coreValidation(SignatureShape shape, X509Certificate leaf)
      throws SignatureRefusedException {
    if (!(leaf.getPublicKey() instanceof RSAPublicKey key)
        || key.getModulus().bitLength() < MIN_KEY_BITS) {
      throw new SignatureRefusedException("the signer's key is no RSA key of sufficient size");
    }
    try {
      DOMValidateContext context = new DOMValidateContext(key, shape.root());
      context.setProperty("org.jcp.xml.dsig.secureValidation", true);
      context.setIdAttributeNS(shape.signedData(), null, "Id");
      context.setIdAttributeNS(shape.keyInfo(), null, "Id");
      XMLSignature signature =
          XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      if (!signature.validate(context)) {
        throw new SignatureRefusedException("a digest or the signature value is wrong");
      }
    } catch (MarshalException | XMLSignatureException | RuntimeException unreadable) {
      throw new SignatureRefusedException("the XML signature cannot be validated", unreadable);
    }
  }

  private void chainHolds(List<X509Certificate> chain, Instant at)
      throws SignatureRefusedException {
    try {
      PKIXParameters parameters = new PKIXParameters(roots);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    } catch (GeneralSecurityException broken) {
      throw new SignatureRefusedException("the certificate chain does not hold", broken);
    }
  }

  private static List<X509Certificate> certificates(List<Bytes> encoded)
      throws SignatureRefusedException {
    if (encoded.size() != CHAIN_LENGTH) {
      throw new SignatureRefusedException("the chain must hold exactly three certificates");
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509Certificate[] chain = new X509Certificate[CHAIN_LENGTH];
      for (int i = 0; i < CHAIN_LENGTH; i++) {
        chain[i] =
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(encoded.get(i).toArray()));
      }
      return List.of(chain);
    } catch (GeneralSecurityException unreadable) {
      throw new SignatureRefusedException("a certificate cannot be read", unreadable);
    }
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }
}
