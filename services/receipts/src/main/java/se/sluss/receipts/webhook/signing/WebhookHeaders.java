package se.sluss.receipts.webhook.signing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The headers that prove a webhook: {@code webhook-id}, {@code webhook-timestamp} and {@code
 * webhook-signature}. Signed are the bytes of {@code id.timestamp.body}, the body exactly as sent.
 *
 * @see <a href="https://www.standardwebhooks.com/">Standard Webhooks 1.0</a>
 */
public final class WebhookHeaders {
  private static final String SYMMETRIC = "v1,";
  private static final String ASYMMETRIC = "v1a,";

  private WebhookHeaders() {}

  /**
   * The headers of one attempt.
   *
   * @param id the event's identifier, the same on every attempt
   * @param attemptedAt when this attempt is made; whole seconds are sent
   * @param keys those that are valid now, newest first; each gives its signatures
   */
  public static Map<String, String> of(
      String id, Instant attemptedAt, byte[] body, List<SigningKeys> keys) {
    String timestamp = Long.toString(attemptedAt.getEpochSecond());
    if (id.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "an identifier with a dot would make the content ambiguous");
    }
    byte[] content = content(id + "." + timestamp + ".", body);
    Stream<String> symmetric =
        keys.stream().map(key -> SYMMETRIC + base64(key.secret().authenticate(content)));
    Stream<String> asymmetric =
        keys.stream()
            .flatMap(key -> key.asymmetric().stream())
            .map(key -> ASYMMETRIC + base64(key.sign(content)));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put(
        "webhook-signature", Stream.concat(symmetric, asymmetric).collect(Collectors.joining(" ")));
    return headers;
  }

  private static byte[] content(String frame, byte[] body) {
    byte[] before = frame.getBytes(StandardCharsets.UTF_8);
    byte[] content = Arrays.copyOf(before, before.length + body.length);
    System.arraycopy(body, 0, content, before.length, body.length);
    return content;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
