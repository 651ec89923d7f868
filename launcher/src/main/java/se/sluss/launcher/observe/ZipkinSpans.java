package se.sluss.launcher.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Spans of OTLP in Zipkin's form (v2, JSON), by OpenTelemetry's rules for that. Zipkin knows no
 * links: a span that is linked has their traces as tags {@code link.1}, {@code link.2} and so on.
 */
final class ZipkinSpans {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NANOS_IN_MICRO = 1_000;
  private static final Map<Span.SpanKind, String> KINDS =
      Map.of(
          Span.SpanKind.SPAN_KIND_SERVER, "SERVER",
          Span.SpanKind.SPAN_KIND_CLIENT, "CLIENT",
          Span.SpanKind.SPAN_KIND_PRODUCER, "PRODUCER",
          Span.SpanKind.SPAN_KIND_CONSUMER, "CONSUMER");

  private ZipkinSpans() {}

  static ArrayNode of(ExportTraceServiceRequest request) {
    ArrayNode spans = JSON.createArrayNode();
    for (ResourceSpans each : request.getResourceSpansList()) {
      String service = service(each.getResource());
      each.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> spans.add(span(service, span)));
    }
    return spans;
  }

  private static String service(Resource resource) {
    return resource.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> text(attribute.getValue()))
        .findFirst()
        .orElse("unknown");
  }

  private static ObjectNode span(String service, Span span) {
    ObjectNode made = JSON.createObjectNode();
    made.put("traceId", hex(span.getTraceId()));
    made.put("id", hex(span.getSpanId()));
    if (!span.getParentSpanId().isEmpty()) {
      made.put("parentId", hex(span.getParentSpanId()));
    }
    made.put("name", span.getName());
    String kind = KINDS.get(span.getKind());
    if (kind != null) {
      made.put("kind", kind);
    }
    long nanos = span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
    made.put("timestamp", span.getStartTimeUnixNano() / NANOS_IN_MICRO);
    made.put("duration", Math.max(1, nanos / NANOS_IN_MICRO));
    made.putObject("localEndpoint").put("serviceName", service);
    tags(span, made.putObject("tags"));
    ArrayNode annotations = made.putArray("annotations");
    for (Span.Event event : span.getEventsList()) {
      annotations
          .addObject()
          .put("timestamp", event.getTimeUnixNano() / NANOS_IN_MICRO)
          .put("value", event.getName());
    }
    return made;
  }

  private static void tags(Span span, ObjectNode tags) {
    for (KeyValue attribute : span.getAttributesList()) {
      tags.put(attribute.getKey(), text(attribute.getValue()));
    }
    int number = 0;
    for (Span.Link link : span.getLinksList()) {
      number++;
      tags.put("link." + number, hex(link.getTraceId()));
    }
    if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
      tags.put("error", span.getStatus().getMessage());
    }
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(ZipkinSpans::text)
              .collect(Collectors.joining(","));
      default -> value.toString();
    };
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
