package se.sluss.receipts.support;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Signatures {@code v1a}, judged by the JDK, which the product does not sign with. */
public final class PublicKeys {
  /** What RFC 8410 puts before the 32 bytes of an Ed25519 key. */
  private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private PublicKeys() {}

  /**
   * Whether a signature holds.
   *
   * @param publicKey {@code whpk_} and base64
   * @param signature {@code v1a,} and base64
   */
  public static boolean verifies(String publicKey, byte[] content, String signature)
      throws GeneralSecurityException {
    byte[] raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
    byte[] encoded = new byte[HEAD.length + raw.length];
    System.arraycopy(HEAD, 0, encoded, 0, HEAD.length);
    System.arraycopy(raw, 0, encoded, HEAD.length, raw.length);
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(content);
    return signature.startsWith("v1a,")
        && verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
  }
}
