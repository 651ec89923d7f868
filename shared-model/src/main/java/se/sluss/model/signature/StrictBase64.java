package se.sluss.model.signature;

import java.util.Arrays;
import java.util.Base64;

/** Standard base64 with padding and without line breaks, in the one form that encoding gives. */
final class StrictBase64 {
  private static final int GROUP = 3;

  private StrictBase64() {}

  static byte[] decode(String text, String what) throws StepFailedException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      StepFailedException.unless(isCanonical(text, bytes), what + " is not canonical base64");
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new StepFailedException(what + " is not canonical base64");
    }
  }

  /**
   * The decoder takes nothing but the alphabet, so that four characters and three bytes stand for
   * each other; only the last ones have more than one form: without padding, or with bits that say
   * nothing.
   */
  private static boolean isCanonical(String text, byte[] bytes) {
    int last = Math.max(0, (bytes.length - 1) / GROUP * GROUP);
    return text.endsWith(
        Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, last, bytes.length)));
  }

  static void requireValid(String text) {
    try {
      decode(text, "what was sent");
    } catch (StepFailedException e) {
      throw new IllegalArgumentException(e.reason());
    }
  }
}
