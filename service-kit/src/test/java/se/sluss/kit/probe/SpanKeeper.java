package se.sluss.kit.probe;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;
import se.sluss.testsupport.Eventually;

/** Keeps the spans that ended, beside whatever else is done with them. */
@Singleton
@Unremovable
public class SpanKeeper {
  private final InMemorySpanExporter kept = InMemorySpanExporter.create();

  @Produces
  @Singleton
  @Unremovable
  SpanProcessor processor() {
    return SimpleSpanProcessor.create(kept);
  }

  /** All of the trace that have ended by now. */
  public List<SpanData> ended(String traceId) {
    return kept.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(traceId))
        .toList();
  }

  /** The first span of this name in the trace, once it has ended. */
  public SpanData await(String traceId, String name) {
    return await(span -> span.getTraceId().equals(traceId) && span.getName().equals(name));
  }

  /** The first such span, once it has ended. */
  public SpanData await(Predicate<SpanData> wanted) {
    return Eventually.value(
            () -> kept.getFinishedSpanItems().stream().filter(wanted).toList(),
            (List<SpanData> found) -> !found.isEmpty())
        .getFirst();
  }
}
