package se.sluss.model.contract;

import java.util.Optional;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.identity.Samordningsnummer;

/** The person who does the work. Printed without the name. */
public record AssistantFacts(Number number, String givenName, String surname) {

  /** What the assistant is known by. */
  public sealed interface Number {
    /** Can sign with BankID. */
    record Personal(Personnummer personnummer) implements Number {}

    /** Cannot sign with BankID. */
    record Coordination(Samordningsnummer samordningsnummer) implements Number {}
  }

  /** Present for an assistant who can sign with BankID. */
  public Optional<Personnummer> personnummer() {
    return switch (number) {
      case Number.Personal(var personnummer) -> Optional.of(personnummer);
      case Number.Coordination _ -> Optional.empty();
    };
  }

  /** The number, whichever it is. The secret. */
  public String digits() {
    return switch (number) {
      case Number.Personal(var personnummer) -> personnummer.digits();
      case Number.Coordination(var samordningsnummer) -> samordningsnummer.digits();
    };
  }

  @Override
  public String toString() {
    return "AssistantFacts[" + number + "]";
  }
}
