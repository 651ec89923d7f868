package se.sluss.signing.rest;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.signing.bankid.UserMessages.Launch;

/** Query parameters of those who follow an order. */
final class Waits {
  private static final Pattern SECONDS = Pattern.compile("[12]?[0-9]|30");

  private Waits() {}

  /**
   * How long to wait for a change, 0 to 30 seconds.
   *
   * @throws Problem {@code validation-failed}
   */
  static Duration read(@Nullable String seconds) {
    if (seconds == null) {
      return Duration.ZERO;
    }
    if (!SECONDS.matcher(seconds).matches()) {
      throw invalid("wait", "must be a number of seconds from 0 to 30");
    }
    return Duration.ofSeconds(Integer.parseInt(seconds));
  }

  /**
   * How the signer reaches the app: {@code qr} when not said, {@code computer} or {@code mobile}.
   *
   * @throws Problem {@code validation-failed}
   */
  static Launch launch(@Nullable String text) {
    if (text == null) {
      return Launch.QR;
    }
    for (Launch known : Launch.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(text)) {
        return known;
      }
    }
    throw invalid("launch", "must be qr, computer or mobile");
  }

  private static Problem invalid(String name, String detail) {
    return Problem.of(ProblemType.VALIDATION_FAILED, "Correct the parameter named.")
        .withError("#/" + name, "invalid-value", detail);
  }
}
