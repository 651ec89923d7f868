package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * XML's dates may lie before the year 1 and after 9999, where none of the other rules reads them.
 */
final class YearsOfFourDigits implements Rule {
  private static final Predicate<String> OF_ANOTHER_AGE =
      Pattern.compile("\\s*(-\\d{4,}|\\d{5,})-\\d{2}-\\d{2}(Z|[+-]\\d{2}:\\d{2})?\\s*")
          .asMatchPredicate();

  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    List<Finding> findings = new ArrayList<>();
    if (document.root().hasLeaf(OF_ANOTHER_AGE)) {
      look(document.root(), findings);
    }
    return findings.stream();
  }

  private static void look(Place place, List<Finding> findings) {
    List<Place> children = place.children();
    if (children.isEmpty() && OF_ANOTHER_AGE.test(place.text())) {
      findings.add(Finding.of(place.xpath(), Code.WRONG_PATTERN));
    }
    children.forEach(child -> look(child, findings));
  }
}
