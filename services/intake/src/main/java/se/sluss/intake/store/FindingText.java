package se.sluss.intake.store;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;

/** Findings in a column: one a line, its code, its place, and names if there are any. */
final class FindingText {
  private FindingText() {}

  static String write(Collection<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                finding.code().name()
                    + " "
                    + finding.place()
                    + (finding.names().isEmpty() ? "" : " " + String.join(",", finding.names())))
        .collect(Collectors.joining("\n"));
  }

  static List<Finding> read(String text) {
    return text.lines()
        .map(line -> line.split(" ", 3))
        .map(
            parts ->
                new Finding(
                    parts[1],
                    Code.valueOf(parts[0]),
                    parts.length < 3 ? List.of() : List.of(parts[2].split(","))))
        .toList();
  }
}
