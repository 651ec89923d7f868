package se.sluss.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Receives traces, logs and metrics over OTLP/HTTP on loopback and keeps them. */
public final class TraceCollector implements AutoCloseable {
  /** A span with the name of the service that sent it. */
  public record Received(String service, Span span) {
    /** The trace's id, 32 hexadecimal digits. */
    public String traceId() {
      return HexFormat.of().formatHex(span.getTraceId().toByteArray());
    }

    /** The span's id, 16 hexadecimal digits. */
    public String spanId() {
      return HexFormat.of().formatHex(span.getSpanId().toByteArray());
    }

    /** The parent's id; empty for a root. */
    public String parentSpanId() {
      return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
    }

    /** The text of one; empty when it is not there or no text. */
    public String attribute(String key) {
      return span.getAttributesList().stream()
          .filter(attribute -> attribute.getKey().equals(key))
          .map(attribute -> attribute.getValue().getStringValue())
          .findFirst()
          .orElse("");
    }
  }

  /** A log line with the name of the service that sent it. */
  public record Logged(String service, LogRecord line) {
    /** The trace in which it was written; empty when in none. */
    public String traceId() {
      return HexFormat.of().formatHex(line.getTraceId().toByteArray());
    }

    /** Its words. */
    public String text() {
      return line.getBody().getStringValue();
    }
  }

  private final HttpServer server;
  private final List<Received> spans = new CopyOnWriteArrayList<>();
  private final Queue<Logged> logs = new ConcurrentLinkedQueue<>();
  private final Map<String, List<Metric>> metrics = new ConcurrentHashMap<>();

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  /** Starts on a free port. */
  public static TraceCollector start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var collector = new TraceCollector(server);
    server.createContext("/v1/traces", exchange -> take(exchange, collector::takeSpans));
    server.createContext("/v1/logs", exchange -> take(exchange, collector::takeLogs));
    server.createContext("/v1/metrics", exchange -> take(exchange, collector::takeMetrics));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return collector;
  }

  /** What keeps the content of one export. */
  private interface Keep {
    void from(InputStream body) throws IOException;
  }

  /** An answer without anything in it says that all was taken, for each of the three. */
  private static void take(HttpExchange exchange, Keep keep) throws IOException {
    try (exchange;
        InputStream body = body(exchange)) {
      keep.from(body);
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void takeSpans(InputStream body) throws IOException {
    for (ResourceSpans each : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
      String service = serviceName(each.getResource());
      each.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> spans.add(new Received(service, span)));
    }
  }

  private void takeLogs(InputStream body) throws IOException {
    for (ResourceLogs each : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
      String service = serviceName(each.getResource());
      each.getScopeLogsList().stream()
          .flatMap(scope -> scope.getLogRecordsList().stream())
          .forEach(line -> logs.add(new Logged(service, line)));
    }
  }

  private void takeMetrics(InputStream body) throws IOException {
    for (ResourceMetrics each :
        ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
      metrics.put(
          serviceName(each.getResource()),
          each.getScopeMetricsList().stream()
              .flatMap(scope -> scope.getMetricsList().stream())
              .toList());
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static String serviceName(Resource resource) {
    return resource.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  /** What goes into {@code quarkus.otel.exporter.otlp.endpoint}, with {@code http/protobuf}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All spans so far, in the order of their arrival. */
  public List<Received> spans() {
    return List.copyOf(spans);
  }

  /** All log lines so far, in the order of their arrival. */
  public List<Logged> logs() {
    return List.copyOf(logs);
  }

  /** What each service measured, as it last told. */
  public Map<String, List<Metric>> metrics() {
    return Map.copyOf(metrics);
  }

  /** The spans of one trace. */
  public List<Received> trace(String traceId) {
    return spans.stream().filter(received -> received.traceId().equals(traceId)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
