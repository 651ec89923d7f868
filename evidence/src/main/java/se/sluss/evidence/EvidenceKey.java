package se.sluss.evidence;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.jce.ECNamedCurveTable;

/**
 * The house's key that signs manifests and tree heads: elliptic curve P-256, ES256. Known by its
 * RFC 7638 thumbprint. Never printed.
 */
public final class EvidenceKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final ECKey key;

  private EvidenceKey(ECKey key) {
    this.key = key;
  }

  /**
   * Reads a private key.
   *
   * @param text PKCS #8 in PEM, or a JWK
   * @throws IllegalArgumentException when it is not a private key of P-256
   */
  public static EvidenceKey parse(String text) {
    try {
      ECKey key =
          text.strip().startsWith("{")
              ? ECKey.parse(text)
              : withPublicHalf((ECPrivateKey) keys().generatePrivate(pkcs8(text)));
      if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
        throw new IllegalArgumentException("the evidence key is not a private key of P-256");
      }
      // Whatever public half came along: the private one decides.
      return new EvidenceKey(named(withPublicHalf(key.toECPrivateKey())));
    } catch (ParseException | JOSEException | GeneralSecurityException | ClassCastException e) {
      throw new IllegalArgumentException("the evidence key is not a private key of P-256");
    }
  }

  /** A new private key in PEM, for an operator to keep. */
  public static String newPem() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(Curve.P_256.getStdName()));
      return Pem.write("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key of P-256 can be made", e);
    }
  }

  /** The RFC 7638 thumbprint, by which the key is named. */
  public String id() {
    return key.getKeyID();
  }

  /** What may be published. */
  public EvidenceKeys publicKeys() {
    return new EvidenceKeys(List.of(key.toPublicJWK()));
  }

  /** The public half in PEM. */
  public String publicPem() {
    return EvidenceKeys.pem(key);
  }

  /** Signs these bytes into a compact JWS that carries them. */
  public String sign(JwsType type, byte[] payload) {
    return sign(new JWSHeader.Builder(JWSAlgorithm.ES256), type, payload).serialize();
  }

  /**
   * Signs these bytes into a compact JWS that leaves them out (RFC 7515, appendix F). It carries
   * the public key, so that whoever does not know the key still sees whether the bytes are whole.
   */
  public String signDetached(JwsType type, byte[] payload) {
    return sign(new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(key.toPublicJWK()), type, payload)
        .serialize(true);
  }

  private JWSObject sign(JWSHeader.Builder header, JwsType type, byte[] payload) {
    try {
      JWSObject jws =
          new JWSObject(
              header.type(new JOSEObjectType(type.typ())).keyID(id()).build(),
              new Payload(payload));
      jws.sign(new ECDSASigner(key));
      return jws;
    } catch (JOSEException e) {
      throw new IllegalStateException("the evidence key cannot sign", e);
    }
  }

  private static ECKey named(ECKey plain) throws JOSEException {
    return new ECKey.Builder(plain)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.ES256)
        .keyIDFromThumbprint()
        .build();
  }

  private static PKCS8EncodedKeySpec pkcs8(String pem) {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the evidence key is neither PKCS #8 in PEM nor a JWK");
    }
    return new PKCS8EncodedKeySpec(
        Base64.getMimeDecoder()
            .decode(
                pem.substring(begin + BEGIN.length(), end).getBytes(StandardCharsets.US_ASCII)));
  }

  /** A key in PEM may lack its public half. */
  private static ECKey withPublicHalf(ECPrivateKey secret) throws GeneralSecurityException {
    var curve = ECNamedCurveTable.getParameterSpec(Curve.P_256.getName());
    BigInteger d = secret.getS();
    if (!Curve.P_256.equals(Curve.forECParameterSpec(secret.getParams()))
        || d.signum() <= 0
        || d.compareTo(curve.getN()) >= 0) {
      throw new IllegalArgumentException("the evidence key is not a private key of P-256");
    }
    var point = curve.getG().multiply(d).normalize();
    ECPoint w =
        new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    ECPublicKey open =
        (ECPublicKey) keys().generatePublic(new ECPublicKeySpec(w, secret.getParams()));
    return new ECKey.Builder(Curve.P_256, open).privateKey(secret).build();
  }

  private static KeyFactory keys() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC");
  }

  @Override
  public String toString() {
    return "EvidenceKey[" + id() + "]";
  }
}
