package se.sluss.launcher.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.sluss.launcher.observe.TraceViewer;
import se.sluss.launcher.process.DebianProgram;
import se.sluss.launcher.process.Ports;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.Prometheus;
import se.sluss.launcher.suite.Suite;
import se.sluss.launcher.suite.SuiteOptions;

/**
 * What can be seen of a suite without containers: Prometheus where this machine has it or Debian
 * gives it; traces with whoever takes them here, or in Zipkin where Maven gives it. What cannot be
 * had is said.
 */
final class Observing {
  private static final int USUAL_COLLECTOR = 4318;
  private static final int PROMETHEUS_PORT = 8490;
  private static final int ZIPKIN_PORT = 8491;
  private static final String ONE_DOCUMENT =
      "?lookback=7d&limit=100&annotationQuery=sluss.submission.id=sub_...";
  private static final String NO_PROMETHEUS =
      "no Prometheus on this machine, and Debian's package cannot be had; scrape /q/metrics";
  private static final String NO_VIEWER =
      "kept nowhere: nobody takes OTLP at 127.0.0.1:4318, and Zipkin cannot be had with Maven."
          + " Start a viewer of your own and this again, or say --otlp URL";

  private final Layout layout;
  private final boolean wished;
  private final Optional<URI> collector;
  private Optional<TraceViewer> viewer = Optional.empty();

  Observing(Layout layout, boolean wished, Optional<URI> told) {
    this(layout, wished, told, listening());
  }

  /**
   * The same.
   *
   * @param listening who takes OTLP on this machine, and is sent to when nobody else was told
   */
  Observing(Layout layout, boolean wished, Optional<URI> told, Optional<URI> listening) {
    this.layout = layout;
    this.wished = wished;
    this.collector = told.or(() -> wished ? listening : Optional.empty());
  }

  private static Optional<URI> listening() {
    return Ports.isFree(USUAL_COLLECTOR)
        ? Optional.empty()
        : Optional.of(URI.create("http://127.0.0.1:" + USUAL_COLLECTOR));
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

  /** Opens the door for traces when there is a viewer, so that they have somewhere to go. */
  SuiteOptions over(SuiteOptions options) {
    if (wished && collector.isEmpty()) {
      viewer = zipkin(options).map(this::open);
    }
    return collector
        .or(() -> viewer.map(TraceViewer::otlp))
        .map(options::withTraces)
        .orElse(options);
  }

  private Optional<Path> zipkin(SuiteOptions options) {
    Path checkout = layout.checkout();
    return TraceViewer.program(checkout)
        .or(
            () -> {
              options.progress().accept("Fetching Zipkin, some 90 MB, with Maven ...");
              return Checkout.anyMaven().flatMap(maven -> TraceViewer.fetch(checkout, maven));
            });
  }

  private TraceViewer open(Path program) {
    List<Integer> ports = Ports.nearest(List.of(ZIPKIN_PORT, USUAL_COLLECTOR));
    return TraceViewer.open(program, layout, ports.getFirst(), ports.getLast());
  }

  /** Puts what looks beside the suite, which is not started yet, and notes the links. */
  void beside(Suite suite) {
    Optional<Prometheus> prometheus = wished ? prometheus(suite) : Optional.empty();
    prometheus.ifPresent(one -> suite.observedBy(one.plan(), one.port()));
    viewer.ifPresent(one -> suite.observedBy(one.plan(), one.port()));
    note(links(prometheus.map(Prometheus::address), viewer.map(TraceViewer::address)));
  }

  private Optional<Prometheus> prometheus(Suite suite) {
    Path tools = layout.checkout().resolve(".sluss/tools/prometheus");
    if (DebianProgram.find("prometheus").isEmpty() && !Files.exists(tools)) {
      suite.options().progress().accept("Fetching Prometheus, some 50 MB, from Debian ...");
    }
    return DebianProgram.unpacked("prometheus", tools, "prometheus")
        .map(
            program ->
                new Prometheus(
                    program,
                    layout,
                    suite.addresses(),
                    Ports.nearest(List.of(PROMETHEUS_PORT)).getFirst()));
  }

  /** What people are told, of what there is and of what there is not. */
  List<String> links(Optional<URI> prometheus, Optional<URI> zipkin) {
    var links = new ArrayList<String>();
    if (wished) {
      links.add(line("metrics", prometheus.map(there -> there + "/graph").orElse(NO_PROMETHEUS)));
      prometheus.ifPresent(there -> links.add(line("alerts", there + "/alerts")));
    }
    if (collector.isPresent()) {
      links.add(line("traces", "sent to " + collector.get() + ", with logs and metrics"));
    } else if (wished) {
      links.add(line("traces", zipkin.map(URI::toString).orElse(NO_VIEWER)));
      zipkin.ifPresent(there -> links.add(line("a document's", there + ONE_DOCUMENT)));
    }
    return links;
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
