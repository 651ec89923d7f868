package se.sluss.launcher.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.process.ChildProcess;
import se.sluss.launcher.process.Ports;
import se.sluss.launcher.suite.Layout;

/** The road of a document, told over OTLP, is found in the viewer by the document's identifier. */
class TraceViewerIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String EARLIER = "11111111111111111111111111111111";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static TraceViewer viewer;
  private static ChildProcess zipkin;

  @BeforeAll
  static void start() {
    Path checkout = Path.of("").toAbsolutePath().getParent();
    Optional<Path> program =
        TraceViewer.program(checkout)
            .or(() -> TraceViewer.fetch(checkout, Path.of(System.getProperty("sluss.maven"))));
    boolean required = "required".equals(System.getenv("SLUSS_TEST_TOOLS"));
    Assumptions.assumeTrue(program.isPresent() || required, "Zipkin cannot be had with Maven here");
    List<Integer> ports = Ports.free(2);
    var layout = new Layout(checkout, folder);
    viewer = TraceViewer.open(program.orElseThrow(), layout, ports.getFirst(), ports.getLast());
    zipkin = ChildProcess.start(viewer.plan());
  }

  @AfterAll
  static void stop() {
    if (zipkin != null) {
      zipkin.stop(Duration.ofSeconds(10));
      viewer.close();
    }
  }

  @Test
  void theRoadOfADocumentIsFoundByItsIdentifier() throws Exception {
    byte[] told =
        request(
            "intake",
            span("1111111111111111", "", "POST /v1/submissions", Span.SpanKind.SPAN_KIND_SERVER),
            "submitter",
            span("2222222222222222", "1111111111111111", "call", Span.SpanKind.SPAN_KIND_CLIENT));
    await()
        .atMost(1, TimeUnit.MINUTES)
        .until(() -> tell("/v1/traces", told, true).statusCode() == 200);

    URI search =
        viewer.address().resolve("/api/v2/traces?annotationQuery=sluss.submission.id%3Dsub_1");
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              JsonNode road = json(search).path(0);
              assertThat(
                      road.valueStream().map(one -> one.at("/localEndpoint/serviceName").asText()))
                  .containsExactlyInAnyOrder("intake", "submitter");
              JsonNode call =
                  road.valueStream()
                      .filter(one -> one.path("id").asText().startsWith("2"))
                      .findFirst()
                      .orElseThrow();
              assertThat(call.path("traceId").asText()).isEqualTo(TRACE);
              assertThat(call.path("parentId").asText()).isEqualTo("1111111111111111");
              assertThat(call.path("kind").asText()).isEqualTo("CLIENT");
              assertThat(call.path("duration").asLong()).isEqualTo(1_500_000);
              assertThat(call.at("/tags/sluss.attempt.number").asText()).isEqualTo("2");
              assertThat(call.at("/tags/link.1").asText()).isEqualTo(EARLIER);
              assertThat(call.at("/tags/error").asText()).isEqualTo("no answer");
              assertThat(call.at("/annotations/0/value").asText()).isEqualTo("sent");
            });
    assertThat(
            json(
                viewer
                    .address()
                    .resolve("/api/v2/traces?annotationQuery=sluss.submission.id%3Dsub_2")))
        .isEmpty();
  }

  @Test
  void peopleLookAtAPageOfIt() {
    await()
        .atMost(1, TimeUnit.MINUTES)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(get(viewer.address()).body()).contains("<title>Zipkin</title>"));
  }

  @Test
  void logsAndMetricsAreTakenSoThatNoRoomComplains() throws Exception {
    assertThat(tell("/v1/logs", new byte[100], false).statusCode()).isEqualTo(200);
    assertThat(tell("/v1/metrics", new byte[100], true).statusCode()).isEqualTo(200);
  }

  @Test
  void whatComesWhileZipkinIsNotThereIsToBeSentAgain() throws Exception {
    List<Integer> ports = Ports.free(2);
    var alone =
        TraceViewer.open(Path.of("none"), new Layout(folder, folder), ports.get(0), ports.get(1));
    try (alone) {
      byte[] nothing = ExportTraceServiceRequest.getDefaultInstance().toByteArray();
      var request =
          HttpRequest.newBuilder(alone.otlp().resolve("/v1/traces"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(nothing))
              .build();
      assertThat(CLIENT.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(503);
    }
  }

  private static Span span(String id, String parent, String name, Span.SpanKind kind) {
    long begin = Instant.now().minusSeconds(10).toEpochMilli() * 1_000_000;
    var span =
        Span.newBuilder()
            .setTraceId(bytes(TRACE))
            .setSpanId(bytes(id))
            .setParentSpanId(bytes(parent))
            .setName(name)
            .setKind(kind)
            .setStartTimeUnixNano(begin)
            .setEndTimeUnixNano(begin + 1_500_000_000)
            .addAttributes(text("sluss.submission.id", "sub_1"));
    if (kind == Span.SpanKind.SPAN_KIND_CLIENT) {
      span.addAttributes(
              KeyValue.newBuilder()
                  .setKey("sluss.attempt.number")
                  .setValue(AnyValue.newBuilder().setIntValue(2)))
          .addLinks(Span.Link.newBuilder().setTraceId(bytes(EARLIER)))
          .addEvents(Span.Event.newBuilder().setName("sent").setTimeUnixNano(begin + 1_000_000))
          .setStatus(
              Status.newBuilder()
                  .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                  .setMessage("no answer"));
    }
    return span.build();
  }

  private static byte[] request(String first, Span one, String second, Span other) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(of(first, one))
        .addResourceSpans(of(second, other))
        .build()
        .toByteArray();
  }

  private static ResourceSpans of(String service, Span span) {
    return ResourceSpans.newBuilder()
        .setResource(Resource.newBuilder().addAttributes(text("service.name", service)))
        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span))
        .build();
  }

  private static KeyValue.Builder text(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value));
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static HttpResponse<String> tell(String path, byte[] body, boolean gzip)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(viewer.otlp().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip ? zipped(body) : body));
    if (gzip) {
      request.header("Content-Encoding", "gzip");
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static byte[] zipped(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private static JsonNode json(URI address) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(address).body());
  }
}
