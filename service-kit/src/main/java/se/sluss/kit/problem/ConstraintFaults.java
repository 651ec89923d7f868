package se.sluss.kit.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All constraints that a request broke, each with its place. */
final class ConstraintFaults {
  private ConstraintFaults() {}

  static Problem of(ConstraintViolationException fault) {
    List<Problem.Fault> faults =
        fault.getConstraintViolations().stream()
            .map(ConstraintFaults::fault)
            .sorted(Comparator.comparing(Problem.Fault::pointer))
            .toList();
    return Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members that are listed.")
        .withErrors(faults);
  }

  private static Problem.Fault fault(ConstraintViolation<?> violation) {
    String annotation =
        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    String code = annotation.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return new Problem.Fault(pointer(violation.getPropertyPath()), code, violation.getMessage());
  }

  /** Method and body parameter are ours; a query parameter is named, members are the caller's. */
  private static String pointer(Path path) {
    List<Path.Node> nodes = new ArrayList<>();
    path.forEach(nodes::add);
    StringBuilder pointer = new StringBuilder("#");
    for (Path.Node node : nodes) {
      boolean ours =
          node.getKind() == ElementKind.METHOD
              || (node.getKind() == ElementKind.PARAMETER && node != nodes.getLast());
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (!ours && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
        pointer.append('/').append(node.getName());
      }
    }
    return pointer.toString();
  }
}
