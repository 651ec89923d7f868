package se.sluss.simulator.bankid.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import se.sluss.simulator.bankid.pki.Person;

/** The names of persons who sign without anybody giving them. */
public final class People {
  private final Map<String, Person> known = new ConcurrentHashMap<>();

  public void register(Person person) {
    known.put(person.personalNumber(), person);
  }

  /** The registered person, or one with default names. */
  public Person find(String personalNumber) {
    return known.computeIfAbsent(personalNumber, Person::unnamed);
  }
}
