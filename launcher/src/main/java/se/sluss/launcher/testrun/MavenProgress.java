package se.sluss.launcher.testrun;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of Maven's many lines the few that a person waits for. */
public final class MavenProgress {
  private static final Pattern MODULE =
      Pattern.compile("\\[INFO] Building (.+) \\S+ +(\\[\\d+/\\d+])");
  private static final Pattern CLASS =
      Pattern.compile(
          "\\[(?:INFO|WARNING|ERROR)] Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+),"
              + " Skipped: (\\d+), Time elapsed: ([\\d.]+ \\w+).*-- in (\\S+)");
  private static final int MOST_ERRORS = 60;

  private int errors;

  /** What to show for a line of Maven's, if anything. */
  public Optional<String> of(String line) {
    Matcher module = MODULE.matcher(line);
    if (module.matches()) {
      return Optional.of(module.group(2) + " " + module.group(1));
    }
    Matcher tests = CLASS.matcher(line);
    if (tests.matches()) {
      return Optional.of(line(tests));
    }
    if (line.startsWith("[ERROR]") && line.strip().length() > "[ERROR]".length()) {
      errors++;
      return errors <= MOST_ERRORS ? Optional.of(line) : Optional.empty();
    }
    return Optional.empty();
  }

  private static String line(Matcher tests) {
    int run = Integer.parseInt(tests.group(1));
    int failed = Integer.parseInt(tests.group(2)) + Integer.parseInt(tests.group(3));
    int skipped = Integer.parseInt(tests.group(4));
    String simpleName = tests.group(6).replaceAll("^.*\\.", "");
    var text = new StringBuilder("    %4d passed".formatted(run - failed - skipped));
    if (failed > 0) {
      text.append(", ").append(failed).append(" FAILED");
    }
    if (skipped > 0) {
      text.append(", ").append(skipped).append(" skipped");
    }
    return text.append("  ")
        .append(simpleName)
        .append(" (")
        .append(tests.group(5))
        .append(")")
        .toString();
  }
}
