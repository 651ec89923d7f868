package se.sluss.signing.page;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import se.sluss.kit.auth.ApiKeys;

/** A secret of 256 random bits that is shown once; only its SHA-256 is kept. */
record OneTimeToken(String value) {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static OneTimeToken next() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return new OneTimeToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** Lower-case hex. */
  String sha256() {
    return ApiKeys.sha256(value);
  }

  @Override
  public String toString() {
    return "OneTimeToken[]";
  }
}
