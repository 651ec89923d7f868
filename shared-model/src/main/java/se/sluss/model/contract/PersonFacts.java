package se.sluss.model.contract;

import se.sluss.model.identity.Personnummer;

/** The person whom the assistance is for. Printed without the name. */
public record PersonFacts(Personnummer personnummer, String givenName, String surname) {
  @Override
  public String toString() {
    return "PersonFacts[" + personnummer + "]";
  }
}
