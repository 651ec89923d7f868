package se.sluss.receipts.webhook.signing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers that prove a webhook: {@code webhook-id}, {@code webhook-timestamp} and {@code
 * webhook-signature}. Signed are the bytes of {@code id.timestamp.body}, the body exactly as sent.
 *
 * @see <a href="https://www.standardwebhooks.com/">Standard Webhooks 1.0</a>
 */
public final class WebhookHeaders {
  private static final String SCHEME = "v1,";

  private WebhookHeaders() {}

  /**
   * The headers of one attempt.
   *
   * @param id the event's identifier, the same on every attempt
   * @param attemptedAt when this attempt is made; whole seconds are sent
   * @param secrets those that are valid now, newest first; each gives a signature
   */
  public static Map<String, String> of(
      String id, Instant attemptedAt, byte[] body, List<WebhookSecret> secrets) {
    String timestamp = Long.toString(attemptedAt.getEpochSecond());
    if (id.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "an identifier with a dot would make the content ambiguous");
    }
    byte[] frame = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    String signatures =
        secrets.stream()
            .map(secret -> SCHEME + base64(secret.authenticate(frame, body)))
            .collect(Collectors.joining(" "));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", signatures);
    return headers;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
