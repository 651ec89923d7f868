package se.sluss.signing.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.identity.Personnummer;
import se.sluss.signing.order.SignerRule;

/** Who may sign for a tenant, as it goes over the wire: everything that comes in may be missing. */
public record SignersBody(@Nullable String rule, @Nullable List<@Nullable String> personalNumbers) {
  private static final int MOST = 1_000;

  /** What is to hold. */
  record Wanted(SignerRule.Kind kind, Set<Personnummer> people) {
    SignerRule inPlaceOf(SignerRule present) {
      return new SignerRule(kind, people, present.version());
    }
  }

  /**
   * Turns the body into what is wanted.
   *
   * @throws Problem {@code validation-failed} with every fault
   */
  static Wanted read(@Nullable SignersBody body) {
    if (body == null) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Send a JSON object.");
    }
    List<Problem.Fault> faults = new ArrayList<>();
    Set<Personnummer> people = body.readPeople(faults);
    for (SignerRule.Kind kind : SignerRule.Kind.values()) {
      if (kind.name().equals(body.rule) && faults.isEmpty()) {
        return new Wanted(kind, people);
      }
    }
    if (faults.isEmpty()) {
      faults.add(new Problem.Fault("#/rule", "unknown", "must be VOUCHED or REGISTERED"));
    }
    throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members named.")
        .withErrors(faults);
  }

  private Set<Personnummer> readPeople(List<Problem.Fault> faults) {
    Set<Personnummer> people = new HashSet<>();
    List<@Nullable String> texts = personalNumbers == null ? List.of() : personalNumbers;
    if (texts.size() > MOST) {
      faults.add(
          new Problem.Fault("#/personalNumbers", "size", "must be at most " + MOST + " people"));
    }
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      Optional<Personnummer> one = text == null ? Optional.empty() : Personnummer.parse(text);
      if (one.isPresent()) {
        people.add(one.get());
      } else {
        faults.add(
            new Problem.Fault(
                "#/personalNumbers/" + i,
                "not-a-personnummer",
                "must be twelve digits with a date that exists and a valid check digit"));
      }
    }
    return people;
  }

  @Override
  public String toString() {
    return "SignersBody[" + rule + "]";
  }
}
