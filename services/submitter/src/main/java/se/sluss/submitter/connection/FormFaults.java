package se.sluss.submitter.connection;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.submitter.certificate.CertificateFault;

/** All that is wrong with one form, told in one language. */
final class FormFaults {
  private final List<Problem.Fault> all = new ArrayList<>();
  private final Locale language;

  FormFaults(Locale language) {
    this.language = language;
  }

  void add(String member, FormFault fault, Object... named) {
    all.add(new Problem.Fault("#/" + member, fault.code(), fault.text(language, named)));
  }

  void add(String member, CertificateFault fault) {
    all.add(new Problem.Fault("#/" + member, fault.code(), fault.text(language)));
  }

  /** What the text says; null with a fault when it is missing, or the reader cannot read it. */
  <T> @Nullable T read(
      String member, @Nullable String text, Function<String, T> reader, FormFault otherwise) {
    if (text == null || text.isEmpty()) {
      add(member, FormFault.MISSING);
      return null;
    }
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      add(member, otherwise);
      return null;
    }
  }

  boolean none() {
    return all.isEmpty();
  }

  List<Problem.Fault> all() {
    return List.copyOf(all);
  }

  /** {@code validation-failed} with all of them. */
  Problem problem() {
    return Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members named and send it again.")
        .withErrors(all());
  }
}
