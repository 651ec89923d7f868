package se.sluss.kit.inbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import se.sluss.kit.inbox.IncomingRecord.Readable;
import se.sluss.kit.outbox.Room;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traceparent;
import se.sluss.kit.trace.Traces;

/**
 * Puts the handling of each event into the trace of its sending, and links it to the trace in which
 * the matter began: from there every later step can be found, however many waits lie between.
 */
@ApplicationScoped
class EventSpans {
  private final Tracer tracer;
  private final Traces traces;
  private final Room room;

  EventSpans(Tracer tracer, Traces traces, Room room) {
    this.tracer = tracer;
    this.traces = traces;
    this.room = room;
  }

  void process(Readable event, Runnable work) {
    Span span = span(event);
    Context context = Context.root().with(span);
    try (Scope ignored = context.makeCurrent()) {
      traces.withOrigin(
          event.event().originTraceparent(),
          () -> {
            work.run();
            return true;
          });
    } catch (RuntimeException | Error e) {
      span.setStatus(StatusCode.ERROR).setAttribute("error.type", e.getClass().getName());
      throw e;
    } finally {
      span.end();
    }
  }

  private Span span(Readable event) {
    String topic = event.event().topic().topicName();
    SpanContext sending = Traceparent.read(event.traceparent());
    SpanContext origin = Traceparent.read(event.event().originTraceparent());
    SpanBuilder builder = tracer.spanBuilder("process " + topic);
    if (origin.isValid() && !origin.getTraceId().equals(sending.getTraceId())) {
      builder.addLink(origin);
    }
    Span span =
        builder
            .setParent(Context.root().with(Span.wrap(sending)))
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "process")
            .setAttribute("messaging.destination.name", topic)
            .setAttribute("messaging.consumer.group.name", room.name())
            .setAttribute("sluss.event.type", event.event().event().type().subject())
            .startSpan();
    EventAttributes.of(event.event().event()).forEach(span::setAttribute);
    return span;
  }
}
