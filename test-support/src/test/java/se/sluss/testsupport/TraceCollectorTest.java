package se.sluss.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TraceCollectorTest {
  @Test
  void aCompressedExportIsKept() throws Exception {
    var span =
        Span.newBuilder()
            .setName("POST /v1/submissions")
            .setTraceId(ByteString.fromHex("0af7651916cd43dd8448eb211c80319c"))
            .setSpanId(ByteString.fromHex("b7ad6b7169203331"));
    byte[] export =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build()
            .toByteArray();
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(export);
    }
    try (TraceCollector collector = TraceCollector.start();
        HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(collector.endpoint() + "/v1/traces"))
              .header("Content-Encoding", "gzip")
              .POST(HttpRequest.BodyPublishers.ofByteArray(compressed.toByteArray()))
              .build();

      var answer = client.send(request, HttpResponse.BodyHandlers.discarding());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(collector.trace("0af7651916cd43dd8448eb211c80319c")).hasSize(1);
      assertThat(collector.spans().getFirst().parentSpanId()).isEmpty();
    }
  }
}
