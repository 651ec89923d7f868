package se.sluss.bench.intake;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import se.sluss.bench.harness.Pause;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.process.JavaProgram;

/** The process of the endpoint that does nothing. */
final class BareEndpoint implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final URI address;

  private BareEndpoint(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static BareEndpoint start(Path checkout, Path log, List<String> flags) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path jar = checkout.resolve("benchmarks/bare-endpoint/target/quarkus-app/quarkus-run.jar");
    ProcessBuilder builder =
        new ProcessBuilder(JavaProgram.command(flags, List.of("-jar", jar.toString())))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    var endpoint =
        new BareEndpoint(builder.start(), URI.create("http://127.0.0.1:%d".formatted(port)));
    if (!Pause.until(PATIENCE, Duration.ofMillis(200), endpoint::answers)) {
      endpoint.close();
      throw new PlainFailure("The bare endpoint does not start; its log is " + log);
    }
    return endpoint;
  }

  URI address() {
    return address;
  }

  private boolean answers() {
    try (HttpConnection connection = new HttpConnection(address)) {
      return connection.get("/bare", Map.of()).status() == 204;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
