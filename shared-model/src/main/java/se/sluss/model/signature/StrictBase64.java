package se.sluss.model.signature;

import java.util.Base64;

/** Standard base64 with padding and without line breaks, in the one form that encoding gives. */
final class StrictBase64 {
  private StrictBase64() {}

  static byte[] decode(String text, String what) throws StepFailedException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      StepFailedException.unless(
          Base64.getEncoder().encodeToString(bytes).equals(text),
          what + " is not canonical base64");
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new StepFailedException(what + " is not canonical base64");
    }
  }

  static void requireValid(String text) {
    try {
      decode(text, "what was sent");
    } catch (StepFailedException e) {
      throw new IllegalArgumentException(e.reason());
    }
  }
}
