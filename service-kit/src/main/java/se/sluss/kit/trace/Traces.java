package se.sluss.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Trace contexts as text, and new traces for work that waited long. Attributes hold identifiers
 * only, never a personal number, name, body or key.
 */
@ApplicationScoped
public class Traces {
  private static final ContextKey<String> ORIGIN = ContextKey.named("sluss-origin-traceparent");

  /** Of the semantic conventions. */
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

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
    return linkedRoot(
        tracer.spanBuilder(spanName), linkTraceparent, attributes, work, answer -> true);
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

  /**
   * As {@link #linkedRoot(String, String, Map, Supplier)}, where the work is a call to another
   * system. Whoever makes it says by {@link #failed} when it did not succeed.
   */
  public <T> T linkedCall(
      String spanName, String linkTraceparent, Map<String, String> attributes, Supplier<T> work) {
    return linkedCall(spanName, linkTraceparent, attributes, work, answer -> true);
  }

  /**
   * As {@link #linkedCall(String, String, Map, Supplier)}, where there are many calls that tell
   * nothing.
   *
   * @param isTold by what came back; of a call that is not told there is no trace
   */
  public <T> T linkedCall(
      String spanName,
      String linkTraceparent,
      Map<String, String> attributes,
      Supplier<T> work,
      Predicate<? super T> isTold) {
    SpanBuilder builder = tracer.spanBuilder(spanName).setSpanKind(SpanKind.CLIENT);
    return linkedRoot(builder, linkTraceparent, attributes, work, isTold);
  }

  private static <T> T linkedRoot(
      SpanBuilder builder,
      String linkTraceparent,
      Map<String, String> attributes,
      Supplier<T> work,
      Predicate<? super T> isTold) {
    builder.setNoParent();
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
    return run(span, context, work, isTold);
  }

  /** A call to another system, under the current span; see {@link #failed}. */
  public <T> T call(String spanName, Map<String, String> attributes, Supplier<T> work) {
    SpanBuilder builder = tracer.spanBuilder(spanName).setSpanKind(SpanKind.CLIENT);
    attributes.forEach(builder::setAttribute);
    Span span = builder.startSpan();
    return run(span, Context.current().with(span), work, answer -> true);
  }

  /** Marks the current span with an identifier by which people search. */
  public void mark(String attribute, String value) {
    Span.current().setAttribute(AttributeKey.stringKey(attribute), value);
  }

  /** Marks the current span with the status that another system answered. */
  public void answered(int httpStatus) {
    Span.current().setAttribute(STATUS, (long) httpStatus);
  }

  /**
   * Marks the current span as failed.
   *
   * @param type what kind of fault, one of few words; never the fault's own
   */
  public void failed(String type) {
    failed(Span.current(), type);
  }

  private static void failed(Span span, String type) {
    span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, type);
  }

  private static <T> T run(
      Span span, Context context, Supplier<T> work, Predicate<? super T> isTold) {
    boolean told = true;
    try (Scope ignored = context.makeCurrent()) {
      T answer = work.get();
      told = isTold.test(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      // The exception itself is left out: its message may hold what a trace must not.
      failed(span, e.getClass().getName());
      throw e;
    } finally {
      // One that is not ended is never sent.
      if (told) {
        span.end();
      }
    }
  }
}
