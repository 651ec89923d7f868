package se.sluss.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps out of a request's span what its caller wrote and where they came from: the address with
 * its query, the host, the program, the IP address. A personal number that is put into a URL by
 * mistake stands in no trace. What is kept is listed, so that what the framework adds one day is
 * kept out until somebody has looked at it.
 */
@Singleton
final class CallersWords implements ExtendedSpanProcessor {
  /** What semantic conventions write in the place of what is not told. */
  static final String REDACTED = "REDACTED";

  private static final String OURS = "sluss.";
  private static final Set<String> KEPT =
      Set.of(
          "http.request.method",
          "http.route",
          "url.scheme",
          "network.protocol.name",
          "network.protocol.version",
          "error.type");

  /** Here nothing can be overlooked: some of it is known only at the end. */
  @Override
  public void onEnding(ReadWriteSpan span) {
    if (span.getKind() == SpanKind.SERVER) {
      span.getAttributes().forEach((key, value) -> redact(span, key));
    }
  }

  private static void redact(ReadWriteSpan span, AttributeKey<?> key) {
    String name = key.getKey();
    if (key.getType() == AttributeType.STRING && !KEPT.contains(name) && !name.startsWith(OURS)) {
      span.setAttribute(name, REDACTED);
    }
  }

  @Override
  public boolean isOnEndingRequired() {
    return true;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    // Nothing to do yet.
  }

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // Too late to change anything.
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
