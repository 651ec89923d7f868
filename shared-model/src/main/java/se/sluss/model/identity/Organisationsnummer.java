package se.sluss.model.identity;

import java.util.Optional;

/**
 * An organisation's number: ten digits, the third at least 2, with a valid check digit, or it
 * cannot exist. Printed masked, since a sole trader's is a personal number.
 */
public record Organisationsnummer(String digits) {
  public Organisationsnummer {
    if (!isValid(digits)) {
      throw new IllegalArgumentException("not a valid organisationsnummer");
    }
  }

  /** Reads ten digits; empty when they are no such number. */
  public static Optional<Organisationsnummer> parse(String digits) {
    return isValid(digits) ? Optional.of(new Organisationsnummer(digits)) : Optional.empty();
  }

  private static boolean isValid(String digits) {
    return CheckDigit.isDigits(digits, 10) && digits.charAt(2) >= '2' && CheckDigit.holds(digits);
  }

  @Override
  public String toString() {
    return "******-" + digits.substring(6, 8) + "**";
  }
}
