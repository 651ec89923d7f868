package se.sluss.launcher.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.sluss.launcher.process.DebianProgram;
import se.sluss.launcher.process.Ports;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.Suite;
import se.sluss.launcher.suite.SuiteOptions;

/**
 * What can be seen of a suite without containers: Prometheus where this machine has it or Debian
 * gives it, and traces where somebody takes them. What cannot be had is said.
 */
final class Observing {
  private static final int USUAL_COLLECTOR = 4318;
  private static final String NO_PROMETHEUS =
      "no Prometheus on this machine, and Debian's package cannot be had; scrape /q/metrics";
  private static final String NO_VIEWER =
      "kept nowhere: nobody takes OTLP at 127.0.0.1:4318, and no viewer that does comes from Maven,"
          + " npm or Debian. Start one of your own and this again, or say --otlp URL";

  private final Layout layout;
  private final boolean wished;
  private final Optional<URI> collector;

  Observing(Layout layout, boolean wished, Optional<URI> told) {
    this.layout = layout;
    this.wished = wished;
    this.collector =
        told.or(
            () ->
                wished && !Ports.isFree(USUAL_COLLECTOR)
                    ? Optional.of(URI.create("http://127.0.0.1:" + USUAL_COLLECTOR))
                    : Optional.empty());
  }

  /** The same wishes, for the program in the background. */
  List<String> flags() {
    var flags = new ArrayList<String>();
    if (wished) {
      flags.add("--observe");
    }
    collector.ifPresent(url -> flags.addAll(List.of("--otlp", url.toString())));
    return flags;
  }

  SuiteOptions over(SuiteOptions options) {
    return collector.map(options::withTraces).orElse(options);
  }

  /** Puts Prometheus beside the suite, which is not started yet, and notes the links. */
  void beside(Suite suite) {
    var links = new ArrayList<String>();
    if (wished) {
      Path tools = layout.checkout().resolve(".sluss/tools/prometheus");
      if (DebianProgram.find("prometheus").isEmpty() && !Files.exists(tools)) {
        suite.options().progress().accept("Fetching Prometheus, some 50 MB, from Debian ...");
      }
      Optional<URI> prometheus =
          DebianProgram.unpacked("prometheus", tools, "prometheus").map(suite::observedBy);
      links.add(line("metrics", prometheus.map(there -> there + "/graph").orElse(NO_PROMETHEUS)));
      prometheus.ifPresent(there -> links.add(line("alerts", there + "/alerts")));
    }
    if (wished || collector.isPresent()) {
      links.add(
          line(
              "traces",
              collector
                  .map(url -> "sent to " + url + ", with logs and metrics")
                  .orElse(NO_VIEWER)));
    }
    note(links);
  }

  private void note(List<String> links) {
    try {
      Files.write(file(layout), links);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The links of the suite that runs there; none when nothing observes it. */
  static List<String> links(Layout layout) {
    try {
      return Files.exists(file(layout)) ? Files.readAllLines(file(layout)) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Layout layout) {
    return layout.run().resolve("observe.txt");
  }

  private static String line(String what, String where) {
    return "  %-14s %s".formatted(what, where);
  }
}
