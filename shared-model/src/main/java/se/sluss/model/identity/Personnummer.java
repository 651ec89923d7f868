package se.sluss.model.identity;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A personal identity number. Twelve digits, {@code YYYYMMDDNNNN}, with a date that exists and a
 * valid check digit, or it cannot exist. Printed masked; {@link #digits()} is the secret.
 */
public record Personnummer(String digits) {
  private static final int DAY_OFFSET = 0;

  public Personnummer {
    if (!isValid(digits)) {
      throw new IllegalArgumentException("not a valid personnummer");
    }
  }

  /** Reads twelve digits; empty when they are no such number. */
  public static Optional<Personnummer> parse(String digits) {
    return isValid(digits) ? Optional.of(new Personnummer(digits)) : Optional.empty();
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
