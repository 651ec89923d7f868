package se.sluss.receipts.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.sink.WebhookSink;

/** A vendor's receiver beside the room, and short waits. */
public final class SinkResource implements QuarkusTestResourceLifecycleManager {
  public static final String HOST = "sink.webhooks.test";

  private @Nullable WebhookSink sink;

  @Override
  public Map<String, String> start() {
    try {
      Path pki = Files.createTempDirectory("sluss-sink-");
      WebhookSink started = new WebhookSink(0, 0, pki, HOST, InstantSource.system());
      sink = started;
      return Map.ofEntries(
          Map.entry("test.sink.port", Integer.toString(started.port())),
          Map.entry("test.sink.control-port", Integer.toString(started.controlPort())),
          Map.entry("sluss.receipts.webhook.trust-file", pki.resolve("ca.pem").toString()),
          Map.entry("sluss.receipts.webhook.allowed-cidrs", "127.0.0.1/32"),
          Map.entry("sluss.receipts.webhook.allowed-ports", "443,8443," + started.port()),
          Map.entry("sluss.receipts.webhook.schedule", "PT0S,PT0.1S,PT1.2S,PT3S"),
          Map.entry("sluss.receipts.webhook.overload-delay", "PT0.3S"),
          Map.entry("sluss.receipts.webhook.exchange-timeout", "PT3S"),
          Map.entry("sluss.receipts.webhook.poll-interval", "PT0.05S"),
          Map.entry("sluss.receipts.webhook.upkeep-interval", "PT0.3S"),
          Map.entry("sluss.receipts.webhook.replay-interval", "PT0.2S"));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the sink does not start", e);
    }
  }

  @Override
  public void stop() {
    if (sink != null) {
      sink.close();
    }
  }
}
