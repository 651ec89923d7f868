package se.sluss.receipts.webhook.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.model.id.ReplayId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.webhook.endpoint.Endpoint;

/** Replays as their owners see and start them. Works inside the caller's transaction. */
public interface Replays {
  /** Begins one; empty when one of the endpoint is under way. */
  Optional<Replay> begin(Endpoint endpoint, ReplayKind kind, Instant since);

  /** The replay, when the endpoint has it and the transaction may see it. */
  Optional<Replay> find(WebhookEndpointId endpoint, ReplayId id);

  /** Newest first, after the position. */
  List<Replay> list(WebhookEndpointId endpoint, @Nullable Position after, int most);

  /** Plans nothing more, and ends what was planned and is not being sent. */
  void stop(WebhookEndpointId endpoint, ReplayId id);
}
