package se.sluss.receipts.webhook.replay;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.ReplayId;
import se.sluss.model.id.WebhookEndpointId;

/**
 * A replay.
 *
 * @param since what is older is left alone
 * @param until when it was asked for; what came later is not its business
 */
public record Replay(
    ReplayId id,
    WebhookEndpointId endpoint,
    ReplayKind kind,
    Instant since,
    Instant until,
    ReplayStatus status,
    Progress progress,
    Instant createdAt,
    Optional<Instant> endedAt) {

  /**
   * How many deliveries were planned so far, and what became of them. The rest of the planned ones
   * is on its way.
   */
  public record Progress(int planned, int delivered, int failed) {}
}
