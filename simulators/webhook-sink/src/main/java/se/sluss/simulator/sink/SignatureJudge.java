package se.sluss.simulator.sink;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets of each hook, and the official library's word on what was signed with them. */
final class SignatureJudge {
  private final Map<String, List<Webhook>> hooks = new ConcurrentHashMap<>();

  /**
   * Replaces the secrets of a hook; any one of them will do. An empty list forgets the hook.
   *
   * @throws IllegalArgumentException when a secret is not {@code whsec_} and base64
   */
  void register(String hook, List<String> secrets) {
    for (String secret : secrets) {
      if (!secret.startsWith("whsec_")) {
        throw new IllegalArgumentException("a secret begins with whsec_");
      }
    }
    if (secrets.isEmpty()) {
      hooks.remove(hook);
    } else {
      hooks.put(hook, secrets.stream().map(Webhook::new).toList());
    }
  }

  /** Judges by the clock of now: the library refuses time stamps more than five minutes off. */
  Verdict judge(String hook, HttpHeaders headers, byte[] body) {
    List<Webhook> known = hooks.get(hook);
    if (known == null) {
      return Verdict.UNKNOWN;
    }
    String text = new String(body, StandardCharsets.UTF_8);
    boolean held = known.stream().anyMatch(webhook -> holds(webhook, headers, text));
    return held ? Verdict.HELD : Verdict.DID_NOT_HOLD;
  }

  private static boolean holds(Webhook webhook, HttpHeaders headers, String body) {
    try {
      webhook.verify(body, headers);
      return true;
    } catch (WebhookVerificationException refused) {
      return false;
    }
  }
}
