package se.sluss.signing.rest;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.signing.bankid.UserMessages.Launch;

/** Query parameters of those who follow an order. */
final class Waits {
  private static final int MOST_SECONDS = 30;

  private Waits() {}

  /**
   * How long to wait for a change, 0 to 30 seconds.
   *
   * @throws Problem {@code validation-failed}
   */
  static Duration read(@Nullable Integer seconds) {
    if (seconds == null) {
      return Duration.ZERO;
    }
    if (seconds < 0 || seconds > MOST_SECONDS) {
      throw invalid("wait", "must be between 0 and " + MOST_SECONDS + " seconds");
    }
    return Duration.ofSeconds(seconds);
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
