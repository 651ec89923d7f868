package se.sluss.intake.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.rules.Language;

/** One thing about a document, told as a problem tells its errors. */
@RegisterForReflection
public record FindingBody(String pointer, String code, String detail) {
  static List<FindingBody> all(List<Finding> findings, Language language) {
    return findings.stream()
        .map(f -> new FindingBody(f.place(), f.code().slug(), f.text(language)))
        .toList();
  }
}
