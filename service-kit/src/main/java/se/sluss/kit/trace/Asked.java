package se.sluss.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Says in the current span of which server something is asked by HTTP, which is always a POST here.
 * A user, a query and a fragment are never told.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">Semantic conventions
 *     for HTTP spans</a>
 */
public final class Asked {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
  private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");

  private static final Pattern PERSONS_NUMBER = Pattern.compile("\\d{6}-?\\d{4}");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private Asked() {}

  /** Of a server that the operator's configuration names. */
  public static void configured(URI address) {
    mark(address, host(address), Objects.requireNonNullElse(address.getRawPath(), ""));
  }

  /**
   * Of a server of the authority's that somebody registered with us. What stands behind its name
   * may be a secret of theirs, and is not told; nor is a name that may hold a person's number.
   */
  public static void registered(URI address) {
    String host = host(address);
    String told = PERSONS_NUMBER.matcher(host).find() ? CallersWords.REDACTED : host;
    mark(address, told, "/" + CallersWords.REDACTED);
  }

  /**
   * Of a server that a stranger named in words of their own, any of which may be the secret that
   * lets others in: the port is told and nothing else.
   */
  public static void unnamed(URI address) {
    mark(address, CallersWords.REDACTED, "/" + CallersWords.REDACTED);
  }

  private static String host(URI address) {
    return Objects.requireNonNullElse(address.getHost(), CallersWords.REDACTED);
  }

  private static void mark(URI address, String host, String path) {
    int usual = "http".equals(address.getScheme()) ? HTTP : HTTPS;
    int port = address.getPort() < 0 ? usual : address.getPort();
    Span.current()
        .setAttribute(METHOD, "POST")
        .setAttribute(SERVER, host)
        .setAttribute(PORT, (long) port)
        .setAttribute(
            URL, address.getScheme() + "://" + host + (port == usual ? "" : ":" + port) + path);
  }
}
