package se.sluss.launcher.suite;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The form of the administrator's key: {@code sluss_ak_}, 43 characters base62 of 32 random bytes,
 * 6 characters CRC-32 in base62 of all that stands before.
 */
final class AdminKey {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private AdminKey() {}

  static String generate() {
    String body = "sluss_ak_" + base62(new BigInteger(1, Secrets.random(32)), 43);
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return body + base62(BigInteger.valueOf(crc.getValue()), 6);
  }

  private static String base62(BigInteger number, int length) {
    var base = BigInteger.valueOf(ALPHABET.length());
    var digits = new StringBuilder();
    BigInteger rest = number;
    for (int i = 0; i < length; i++) {
      BigInteger[] parts = rest.divideAndRemainder(base);
      digits.append(ALPHABET.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    return digits.reverse().toString();
  }
}
