package se.sluss.kit.idempotency;

import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/**
 * The header's value: a quoted structured-field string or the same bare, 1 to 255 printable ASCII
 * characters.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The
 *     Idempotency-Key HTTP Header Field</a>
 */
final class IdempotencyKey {
  private static final int LONGEST = 255;

  private IdempotencyKey() {}

  static String parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw Problem.of(
          ProblemType.IDEMPOTENCY_KEY_MISSING,
          "Send the header Idempotency-Key with a value of its own for each request.");
    }
    String text = header.strip();
    String key = text.startsWith("\"") ? unquote(text) : text;
    boolean printable = key.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    if (key.isEmpty() || key.length() > LONGEST || !printable) {
      throw invalid();
    }
    return key;
  }

  private static String unquote(String text) {
    StringBuilder key = new StringBuilder();
    int at = 1;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
        if (at == text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\\')) {
          throw invalid();
        }
      }
      key.append(text.charAt(at));
      at++;
    }
    if (at != text.length() - 1) {
      throw invalid();
    }
    return key.toString();
  }

  private static Problem invalid() {
    return Problem.of(
        ProblemType.IDEMPOTENCY_KEY_INVALID,
        "Send 1 to 255 printable ASCII characters as Idempotency-Key.");
  }
}
