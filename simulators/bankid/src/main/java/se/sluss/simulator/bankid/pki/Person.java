package se.sluss.simulator.bankid.pki;

import java.util.regex.Pattern;

/**
 * A holder of a simulated BankID.
 *
 * @param personalNumber 12 digits; the check digit is not judged here, BankID's own test system
 *     takes any well-formed number
 */
public record Person(String personalNumber, String givenName, String surname) {
  private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

  public Person {
    if (!TWELVE_DIGITS.matcher(personalNumber).matches()) {
      throw new IllegalArgumentException("a personal number has 12 digits");
    }
    if (givenName.isBlank() || surname.isBlank()) {
      throw new IllegalArgumentException("a person has a given name and a surname");
    }
  }

  /** A person whose names nobody has registered. */
  public static Person unnamed(String personalNumber) {
    return new Person(personalNumber, "Sim", "Simulatorsson");
  }

  /** Given name and surname, as in {@code user.name} and the certificate's common name. */
  public String name() {
    return givenName + " " + surname;
  }

  @Override
  public String toString() {
    return "Person[" + personalNumber.substring(0, 8) + "-****]";
  }
}
