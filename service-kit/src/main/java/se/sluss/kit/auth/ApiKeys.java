package se.sluss.kit.auth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import se.sluss.model.id.Mode;

/**
 * Makes and checks keys: a prefix, 43 characters of base62 from 32 random bytes, and 6 characters
 * of base62 from the CRC-32 of all that stands before, so that a scanner can tell a real key
 * without asking us. Keys are shown once and kept as SHA-256 only.
 */
public final class ApiKeys {
  private static final String ADMINISTRATOR_PREFIX = "sluss_ak_";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_DIGITS = 43;
  private static final int CHECK_DIGITS = 6;
  private static final Pattern FORM =
      Pattern.compile("sluss_(?:[sr]k_(?:test|live)|ak)_[0-9A-Za-z]{49}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private ApiKeys() {}

  /**
   * A key that no one has seen.
   *
   * @param key to be shown once
   * @param sha256 lower-case hex, to be kept
   * @param hint prefix and last four characters, for people
   */
  public record NewKey(String key, String sha256, String hint) {
    /** Without the key. */
    @Override
    public String toString() {
      return hint;
    }
  }

  /**
   * A client's key.
   *
   * @param restricted whether it may do only what its scopes list
   */
  public static NewKey generate(Mode mode, boolean restricted) {
    return generate("sluss_" + (restricted ? "rk_" : "sk_") + mode.wire() + "_");
  }

  /** A key of the operator. */
  public static NewKey generateAdministrator() {
    return generate(ADMINISTRATOR_PREFIX);
  }

  /** Whether the text has the form and the checksum of a key. */
  public static boolean isWellFormed(String text) {
    if (!FORM.matcher(text).matches()) {
      return false;
    }
    int end = text.length() - CHECK_DIGITS;
    return checksum(text.substring(0, end)).equals(text.substring(end));
  }

  /** SHA-256 over the key, lower-case hex. */
  public static String sha256(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }

  static boolean isAdministrators(String text) {
    return text.startsWith(ADMINISTRATOR_PREFIX);
  }

  private static NewKey generate(String prefix) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    String unchecked = prefix + base62(new BigInteger(1, random), RANDOM_DIGITS);
    String key = unchecked + checksum(unchecked);
    return new NewKey(key, sha256(key), prefix + "…" + key.substring(key.length() - 4));
  }

  static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return base62(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
  }

  private static String base62(BigInteger number, int digits) {
    char[] out = new char[digits];
    BigInteger rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      BigInteger[] divided = rest.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
      out[i] = DIGITS.charAt(divided[1].intValue());
      rest = divided[0];
    }
    return new String(out);
  }
}
