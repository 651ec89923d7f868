package se.sluss.intake.directory;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;
import se.sluss.model.id.Mode;

/**
 * A new key: a prefix that tells its kind and mode, 43 characters of 32 random bytes, and a
 * checksum by which a scanner can tell a real one. Shown once and kept nowhere; printed as its hint.
 */
public final class ApiKey {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
  private static final int RANDOM_BYTES = 32;
  private static final int SECRET_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;

  private final String prefix;
  private final String value;

  private ApiKey(String prefix, String secret) {
    this.prefix = prefix;
    this.value = prefix + secret + checksum(prefix + secret);
  }

  /** A key that may do everything, or what its client's scopes list. */
  public static ApiKey next(Mode mode, boolean restricted, SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String prefix = (restricted ? "sluss_rk_" : "sluss_sk_") + mode.wire() + "_";
    return new ApiKey(prefix, base62(new BigInteger(1, bytes), SECRET_LENGTH));
  }

  /** The key itself. */
  public String value() {
    return value;
  }

  /** Prefix and last four characters. */
  public String hint() {
    return prefix + "…" + value.substring(value.length() - 4);
  }

  /** Lower-case hex of SHA-256 over the key. */
  public String sha256() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }

  @Override
  public String toString() {
    return hint();
  }

  private static String checksum(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
  }

  private static String base62(BigInteger number, int length) {
    var out = new StringBuilder(length);
    BigInteger rest = number;
    while (out.length() < length) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      out.append(ALPHABET.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    return out.reverse().toString();
  }
}
