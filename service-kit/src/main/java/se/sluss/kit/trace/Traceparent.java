package se.sluss.kit.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C {@code traceparent} header, version 00 as written and any version but {@code ff} as read.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public final class Traceparent {
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private Traceparent() {}

  /** The text of a context; empty when it is not valid. */
  public static String write(SpanContext context) {
    return context.isValid()
        ? "00-"
            + context.getTraceId()
            + "-"
            + context.getSpanId()
            + "-"
            + context.getTraceFlags().asHex()
        : "";
  }

  /** The context of a text; an invalid one when the text is none. */
  public static SpanContext read(@Nullable String text) {
    if (text == null) {
      return SpanContext.getInvalid();
    }
    Matcher matcher = FORM.matcher(text);
    boolean fits = matcher.matches() && !(text.startsWith("00-") && text.length() != 55);
    return fits
        ? SpanContext.createFromRemoteParent(
            matcher.group(1),
            matcher.group(2),
            TraceFlags.fromHex(matcher.group(3), 0),
            TraceState.getDefault())
        : SpanContext.getInvalid();
  }
}
