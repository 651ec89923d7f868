package se.sluss.model.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The text form of an identifier: a prefix, an underscore, and 26 characters of lower-case
 * Crockford base32 over a UUIDv7, as the TypeID specification 0.3 writes it. Sorting the text sorts
 * by time of creation.
 */
final class TypeId {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int SUFFIX_LENGTH = 26;
  private static final TimeBasedEpochGenerator UUIDS = Generators.timeBasedEpochGenerator();

  private TypeId() {}

  static String next(String prefix) {
    return prefix + "_" + encode(UUIDS.generate());
  }

  /** Returns the value unchanged, or throws when it is not an identifier of this prefix. */
  static String require(String prefix, String value) {
    if (!isValid(prefix, value)) {
      throw new IllegalArgumentException("not an identifier with the prefix " + prefix);
    }
    return value;
  }

  static <T> Optional<T> parse(String prefix, String value, Function<String, T> constructor) {
    return isValid(prefix, value) ? Optional.of(constructor.apply(value)) : Optional.empty();
  }

  private static boolean isValid(String prefix, String value) {
    int start = prefix.length() + 1;
    if (value.length() != start + SUFFIX_LENGTH
        || !value.startsWith(prefix)
        || value.charAt(prefix.length()) != '_'
        || value.charAt(start) > '7') {
      return false;
    }
    return value.chars().skip(start).allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  static String encode(UUID uuid) {
    long high = uuid.getMostSignificantBits();
    long low = uuid.getLeastSignificantBits();
    char[] out = new char[SUFFIX_LENGTH];
    for (int i = SUFFIX_LENGTH - 1; i >= 0; i--) {
      out[i] = ALPHABET.charAt((int) (low & 31));
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return new String(out);
  }
}
