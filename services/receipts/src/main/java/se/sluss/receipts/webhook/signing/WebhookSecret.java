package se.sluss.receipts.webhook.signing;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An endpoint's symmetric key: 24 to 64 bytes, written {@code whsec_} and standard base64. Never
 * printed by accident.
 */
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int NEW_BYTES = 32;
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    if (key.length < FEWEST_BYTES || key.length > MOST_BYTES) {
      throw new IllegalArgumentException("a webhook secret has 24 to 64 bytes");
    }
    this.key = key;
  }

  /** A new secret of 32 random bytes. */
  public static WebhookSecret next(SecureRandom random) {
    byte[] key = new byte[NEW_BYTES];
    random.nextBytes(key);
    return new WebhookSecret(key);
  }

  /**
   * Reads the text form; the prefix may be missing.
   *
   * @throws IllegalArgumentException when it is not base64 of 24 to 64 bytes
   */
  public static WebhookSecret of(String text) {
    String base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    return new WebhookSecret(Base64.getDecoder().decode(base64));
  }

  /** The text form, to be shown once. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** HMAC-SHA-256 over the content. */
  byte[] authenticate(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(content);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookSecret that && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
