package se.sluss.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Trace contexts as text, and new traces for work that waited long. Attributes hold identifiers
 * only, never a personal number, name, body or key.
 */
@ApplicationScoped
public class Traces {
  private static final ContextKey<String> ORIGIN = ContextKey.named("sluss-origin-traceparent");

  private final Tracer tracer;

  public Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The current span in W3C form, to be stored beside what is done later; empty when none. */
  public String currentTraceparent() {
    return Traceparent.write(Span.current().getSpanContext());
  }

  /** The trace in which the matter at hand began; the current one when nothing earlier is known. */
  public String originTraceparent() {
    String origin = Context.current().get(ORIGIN);
    return origin == null || origin.isEmpty() ? currentTraceparent() : origin;
  }

  /** Work on a matter that began in another trace, as stored from {@link #originTraceparent}. */
  public <T> T withOrigin(String originTraceparent, Supplier<T> work) {
    try (Scope ignored = Context.current().with(ORIGIN, originTraceparent).makeCurrent()) {
      return work.get();
    }
  }

  /**
   * Work in a new trace that is linked to a stored context: for what comes after a wait for a
   * person, a slot or a retry. Unless {@link #withOrigin} said otherwise, the linked context also
   * counts as the matter's beginning.
   *
   * @param linkTraceparent as stored; an invalid or empty one is left out
   * @param attributes such as {@code sluss.submission.id}
   */
  public <T> T linkedRoot(
      String spanName, String linkTraceparent, Map<String, String> attributes, Supplier<T> work) {
    SpanBuilder builder = tracer.spanBuilder(spanName).setNoParent();
    attributes.forEach(builder::setAttribute);
    SpanContext link = Traceparent.read(linkTraceparent);
    if (link.isValid()) {
      builder.addLink(link);
    }
    String origin = Context.current().get(ORIGIN);
    Span span = builder.startSpan();
    Context context =
        Context.current()
            .with(ORIGIN, origin == null || origin.isEmpty() ? linkTraceparent : origin)
            .with(span);
    return run(span, context, work);
  }

  /** As {@link #linkedRoot(String, String, Map, Supplier)}, without a result. */
  public void linkedRoot(
      String spanName, String linkTraceparent, Map<String, String> attributes, Runnable work) {
    linkedRoot(
        spanName,
        linkTraceparent,
        attributes,
        () -> {
          work.run();
          return true;
        });
  }

  /** Work under a child of the current span. */
  public <T> T span(String spanName, Map<String, String> attributes, Supplier<T> work) {
    SpanBuilder builder = tracer.spanBuilder(spanName);
    attributes.forEach(builder::setAttribute);
    Span span = builder.startSpan();
    return run(span, Context.current().with(span), work);
  }

  /** Marks the current span with an identifier by which people search. */
  public void mark(String attribute, String value) {
    Span.current().setAttribute(AttributeKey.stringKey(attribute), value);
  }

  private static <T> T run(Span span, Context context, Supplier<T> work) {
    try (Scope ignored = context.makeCurrent()) {
      return work.get();
    } catch (RuntimeException | Error e) {
      // The exception itself is left out: its message may hold what a trace must not.
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }
}
