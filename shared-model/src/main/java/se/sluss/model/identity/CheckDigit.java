package se.sluss.model.identity;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/** What the three kinds of number share: digits only, a Luhn check digit, a date that exists. */
final class CheckDigit {
  private CheckDigit() {}

  static boolean isDigits(String value, int length) {
    return value.length() == length && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Luhn over ten digits; the century of a personal number is not part of it. */
  static boolean holds(String tenDigits) {
    return LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(tenDigits);
  }

  static boolean isDate(String eightDigits, int dayOffset) {
    try {
      dateOf(eightDigits, dayOffset);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  static LocalDate dateOf(String eightDigits, int dayOffset) {
    return LocalDate.of(
        Integer.parseInt(eightDigits.substring(0, 4)),
        Integer.parseInt(eightDigits.substring(4, 6)),
        Integer.parseInt(eightDigits.substring(6, 8)) - dayOffset);
  }
}
