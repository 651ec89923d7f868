package se.sluss.model.identity;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A co-ordination number of somebody who is not in the population register. Twelve digits, {@code
 * YYYYMMDDNNNN} with 60 added to the day, with a date that exists and a valid check digit, or it
 * cannot exist. Printed masked; {@link #digits()} is the secret.
 */
public record Samordningsnummer(String digits) {
  private static final int DAY_OFFSET = 60;

  public Samordningsnummer {
    if (!isValid(digits)) {
      throw new IllegalArgumentException("not a valid samordningsnummer");
    }
  }

  /** Reads twelve digits; empty when they are no such number. */
  public static Optional<Samordningsnummer> parse(String digits) {
    return isValid(digits) ? Optional.of(new Samordningsnummer(digits)) : Optional.empty();
  }

  private static boolean isValid(String digits) {
    return CheckDigit.isDigits(digits, 12)
        && CheckDigit.isDate(digits.substring(0, 8), DAY_OFFSET)
        && CheckDigit.holds(digits.substring(2));
  }

  /** The date of birth that the number states. */
  public LocalDate dateOfBirth() {
    return CheckDigit.dateOf(digits.substring(0, 8), DAY_OFFSET);
  }

  /** The year and nothing more: safe in logs. */
  @Override
  public String toString() {
    return digits.substring(0, 4) + "****-****";
  }
}
