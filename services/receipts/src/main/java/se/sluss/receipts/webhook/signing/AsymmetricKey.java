package se.sluss.receipts.webhook.signing;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/**
 * An endpoint's Ed25519 key pair, for receivers that want to hold no secret: written {@code whsk_}
 * and base64 of seed and public key. Never printed by accident.
 */
public final class AsymmetricKey {
  private static final String PREFIX = "whsk_";
  private static final String PUBLIC_PREFIX = "whpk_";
  private static final int SEED_BYTES = 32;

  private final byte[] seed;
  private final byte[] publicKey;

  private AsymmetricKey(byte[] seed, byte[] publicKey) {
    this.seed = seed;
    this.publicKey = publicKey;
  }

  /** A new random pair. */
  public static AsymmetricKey next() {
    try {
      Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPair();
      return new AsymmetricKey(pair.getPrivateKey(), pair.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is not available", e);
    }
  }

  /**
   * Reads the text form; the prefix may be missing.
   *
   * @throws IllegalArgumentException when it is not base64 of a seed and the public key to it
   */
  public static AsymmetricKey of(String text) {
    String base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    byte[] both = Base64.getDecoder().decode(base64);
    byte[] seed = Arrays.copyOf(both, SEED_BYTES);
    AsymmetricKey key = new AsymmetricKey(seed, publicKeyOf(seed));
    if (!Arrays.equals(key.both(), both)) {
      throw new IllegalArgumentException("an asymmetric key has a seed and the public key to it");
    }
    return key;
  }

  private static byte[] publicKeyOf(byte[] seed) {
    try {
      return Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is not available", e);
    }
  }

  /** The text form, to be sealed. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(both());
  }

  /** The public key's text form, for everybody: {@code whpk_} and base64. */
  public String publicText() {
    return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(publicKey);
  }

  byte[] sign(byte[] content) {
    try {
      return new Ed25519Sign(seed).sign(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is not available", e);
    }
  }

  private byte[] both() {
    byte[] both = Arrays.copyOf(seed, seed.length + publicKey.length);
    System.arraycopy(publicKey, 0, both, seed.length, publicKey.length);
    return both;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AsymmetricKey that && Arrays.equals(seed, that.seed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey);
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
