package se.sluss.bench.frame;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/**
 * All results of a run, with the seed and the machine that they were got with.
 *
 * @param facts of machine and versions
 */
public record Report(String set, long seed, Map<String, String> facts, List<PhaseResult> results) {
  private static final int NAME = 46;
  private static final int NUMBER = 20;
  private static final int BOUND = 14;
  private static final int NOTE = 62;

  public Report {
    results = List.copyOf(results);
  }

  /** Whether every phase measured and every floor holds. */
  public boolean good() {
    return results.stream().allMatch(PhaseResult::good);
  }

  /** For a terminal. */
  public String table() {
    TextTable table =
        TextTable.forColumns(
            Help.defaultColorScheme(Ansi.OFF),
            new Column(NAME, 0, Overflow.WRAP),
            new Column(NUMBER, 1, Overflow.WRAP),
            new Column(BOUND, 1, Overflow.WRAP),
            new Column(BOUND, 1, Overflow.WRAP),
            new Column(BOUND, 1, Overflow.WRAP),
            new Column(NOTE, 1, Overflow.WRAP));
    table.addRowValues("figure", "measured", "floor", "aim", "", "");
    for (PhaseResult result : results) {
      table.addRowValues(title(result), "", "", "", "", "");
      result.figures().forEach(figure -> table.addRowValues(cells("  ", figure)));
    }
    return heading("%-10s %s") + "\n" + table;
  }

  /** For a file that people read. */
  public String markdown() {
    var text = new StringBuilder("# " + set + "\n\n" + heading("* %s: %s"));
    for (PhaseResult result : results) {
      text.append("\n## %s\n\n".formatted(title(result)));
      text.append("| figure | measured | floor | aim | | how |\n|---|---|---|---|---|---|\n");
      for (Figure figure : result.figures()) {
        text.append("| ").append(String.join(" | ", cells("", figure))).append(" |\n");
      }
    }
    return text.toString();
  }

  /**
   * Writes the report into the folder as Markdown and as JSON.
   *
   * @return the Markdown file
   */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = set + "-" + String.valueOf(facts.get("when")).replaceAll("[:]", "");
    Files.write(
        folder.resolve(name + ".json"),
        new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new com.fasterxml.jackson.datatype.jsr310.JavaTimeModule())
            .writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(this));
    return Files.writeString(folder.resolve(name + ".md"), markdown());
  }

  private String heading(String form) {
    String all =
        facts.entrySet().stream()
            .map(fact -> form.formatted(fact.getKey(), fact.getValue()))
            .collect(Collectors.joining("\n"));
    return form.formatted("seed", seed) + "\n" + all + "\n";
  }

  private static String title(PhaseResult result) {
    return "%s (%s)%s"
        .formatted(
            result.phase(),
            words(result.took()),
            result.failure().map(why -> " FAILED: " + why).orElse(""));
  }

  private static String[] cells(String indent, Figure figure) {
    Optional<Target> target = figure.target();
    return new String[] {
      indent + figure.name(),
      figure.text(),
      target.map(t -> Figure.text(t.floor())).orElse(""),
      target.map(t -> Figure.text(t.aim())).orElse(""),
      figure.verdict().words(),
      figure.note()
    };
  }

  private static String words(Duration time) {
    return time.toMinutes() > 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d.%d s".formatted(time.toSeconds(), time.toMillisPart() / 100);
  }
}
