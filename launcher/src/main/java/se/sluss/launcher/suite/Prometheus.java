package se.sluss.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.ProcessPlan;

/** Prometheus beside a suite: scrapes its rooms, and judges by the rules that are deployed. */
public final class Prometheus {
  private static final String NAME = "prometheus";

  private final Path program;
  private final Layout layout;
  private final Addresses addresses;
  private final int port;

  public Prometheus(Path program, Layout layout, Addresses addresses, int port) {
    this.program = program;
    this.layout = layout;
    this.addresses = addresses;
    this.port = port;
  }

  /** Where people look. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** How it is started; writes its configuration. */
  public ProcessPlan plan() {
    Path data = layout.state().resolve("data/prometheus");
    return ProcessPlan.of(
        NAME,
        List.of(
            program.toString(),
            "--config.file=" + configuration(),
            "--storage.tsdb.path=" + data,
            "--storage.tsdb.retention.time=7d",
            "--enable-feature=exemplar-storage",
            "--web.listen-address=127.0.0.1:" + port),
        Map.of(),
        layout.log(NAME),
        layout.run().resolve(NAME + ".pid"));
  }

  private Path configuration() {
    Path file = layout.run().resolve("prometheus.yml");
    try {
      return Files.writeString(file, configuration(layout.checkout(), addresses));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code deploy/observability/prometheus.yml}, with the ports that the suite has. */
  static String configuration(Path checkout, Addresses addresses) {
    Path rules = checkout.resolve("deploy/observability/rules");
    String targets =
        Arrays.stream(Room.values())
            .map(
                room ->
                    "      - {targets: [\"127.0.0.1:%d\"], labels: {room: %s}}\n"
                        .formatted(addresses.port(room), room.roomName()))
            .collect(Collectors.joining());
    return """
        global: {scrape_interval: 5s, evaluation_interval: 15s}
        rule_files: ["%s/*.yml"]
        scrape_configs:
          - job_name: sluss
            metrics_path: /q/metrics
            honor_labels: true
            static_configs:
        %s"""
        .formatted(rules, targets);
  }
}
