package se.sluss.launcher.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * Takes traces over OTLP (HTTP, protobuf) on loopback and hands them to a Zipkin, which takes its
 * own form alone. Logs and metrics are taken and let go: they are in files and in Prometheus.
 */
final class OtlpDoor implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TRY_AGAIN = 503;

  private final HttpServer server;
  private final URI spans;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private OtlpDoor(HttpServer server, URI spans) {
    this.server = server;
    this.spans = spans;
  }

  /**
   * Opens it.
   *
   * @param zipkin where Zipkin is, or will be: what comes before it is there is refused for now
   */
  static OtlpDoor open(int port, URI zipkin) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      var door = new OtlpDoor(server, zipkin.resolve("/api/v2/spans"));
      server.createContext("/v1/traces", door::traces);
      server.createContext("/v1/logs", exchange -> answer(exchange, 200));
      server.createContext("/v1/metrics", exchange -> answer(exchange, 200));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void traces(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream raw = exchange.getRequestBody();
        InputStream body = gzip ? new GZIPInputStream(raw) : raw) {
      String json = ZipkinSpans.of(ExportTraceServiceRequest.parseFrom(body)).toString();
      answer(exchange, show(json) ? 200 : TRY_AGAIN);
    }
  }

  private boolean show(String json) {
    var request =
        HttpRequest.newBuilder(spans)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** An answer without anything in it says that all was taken. */
  private static void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
  }
}
