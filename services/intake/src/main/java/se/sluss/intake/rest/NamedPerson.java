package se.sluss.intake.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import se.sluss.intake.submission.Submission;
import se.sluss.model.contract.DocumentFacts;

/** Somebody, with the key that stands for them with this tenant. */
@RegisterForReflection
public record NamedPerson(String key, String givenName, String surname) {
  static NamedPerson assisted(Submission report, DocumentFacts facts) {
    return new NamedPerson(
        report.people().personKey(),
        facts.assistedPerson().givenName(),
        facts.assistedPerson().surname());
  }

  static NamedPerson assistant(Submission report, DocumentFacts facts) {
    return new NamedPerson(
        report.people().assistantKey(), facts.assistant().givenName(), facts.assistant().surname());
  }

  /** Without the name. */
  @Override
  public String toString() {
    return "NamedPerson[" + key + "]";
  }
}
