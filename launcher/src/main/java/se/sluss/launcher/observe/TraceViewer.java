package se.sluss.launcher.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.process.ProcessPlan;
import se.sluss.launcher.suite.Layout;

/**
 * A viewer of traces beside a suite: Zipkin, which keeps the latest in memory, behind a door for
 * OTLP. Both listen on loopback alone.
 */
public final class TraceViewer implements AutoCloseable {
  private static final String NAME = "zipkin";
  private static final int MOST_SPANS = 100_000;
  private static final int MINUTES_TO_FETCH = 5;

  private final Path program;
  private final Layout layout;
  private final int port;
  private final OtlpDoor door;

  private TraceViewer(Path program, Layout layout, int port, OtlpDoor door) {
    this.program = program;
    this.layout = layout;
    this.port = port;
    this.door = door;
  }

  /** Zipkin's jar, when it was fetched already. */
  public static Optional<Path> program(Path checkout) {
    Path folder = checkout.resolve("launcher/target/zipkin");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).max(Path::compareTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fetches Zipkin's jar, in the version that the build names; empty when it cannot be had. */
  public static Optional<Path> fetch(Path checkout, Path maven) {
    try {
      var builder =
          new ProcessBuilder(
                  maven.toString(), "-q", "-B", "-pl", "launcher", "dependency:copy@zipkin")
              .directory(checkout.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      if (process.waitFor(MINUTES_TO_FETCH, TimeUnit.MINUTES) && process.exitValue() == 0) {
        return program(checkout);
      }
      process.destroy();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Opens the door; Zipkin itself is started by its {@link #plan}.
   *
   * @param port Zipkin's
   * @param otlpPort the door's
   */
  public static TraceViewer open(Path program, Layout layout, int port, int otlpPort) {
    var zipkin = URI.create("http://127.0.0.1:" + port);
    return new TraceViewer(program, layout, port, OtlpDoor.open(otlpPort, zipkin));
  }

  /** Where traces are sent to, OTLP over HTTP. */
  public URI otlp() {
    return door.address();
  }

  /** Where people look. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port + "/zipkin/");
  }

  /** Zipkin's port. */
  public int port() {
    return port;
  }

  /** How Zipkin is started. */
  public ProcessPlan plan() {
    return ProcessPlan.of(
        NAME,
        JavaProgram.command(
            JavaProgram.small(16, 256),
            List.of(
                "-jar",
                program.toString(),
                "--armeria.ports[0].ip=127.0.0.1",
                "--armeria.ports[0].port=" + port,
                "--armeria.ports[0].protocols[0]=http")),
        Map.of("STORAGE_TYPE", "mem", "MEM_MAX_SPANS", Integer.toString(MOST_SPANS)),
        layout.log(NAME),
        layout.run().resolve(NAME + ".pid"));
  }

  @Override
  public void close() {
    door.close();
  }
}
