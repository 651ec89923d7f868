package se.sluss.receipts.webhook.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.Owner;

/** Where endpoints are kept. Works inside the caller's transaction; deleted ones are not there. */
public interface Endpoints {
  /**
   * Keeps a new endpoint; false when its vendor or its tenant has as many as it may. Nobody adds
   * another of the vendor's before the transaction ends.
   */
  boolean add(Endpoint endpoint);

  /** The endpoint, when it exists and the transaction may see it. */
  Optional<Endpoint> find(WebhookEndpointId id);

  /** The same, and nobody else changes it until the transaction ends. */
  Optional<Endpoint> lock(WebhookEndpointId id);

  /**
   * Keeps the settings, standing and keys of one that is locked.
   *
   * @return as it stands now, in its next version
   */
  Endpoint change(Endpoint locked);

  /** Newest first, after the position. */
  List<Endpoint> list(Owner owner, @Nullable Position after, int most);

  /**
   * Ends some of what waits and is older; it stays to be seen and can be replayed.
   *
   * @return whether there may be more
   */
  boolean skipOlder(WebhookEndpointId id, Instant than);

  /** Deletes the endpoint; what was planned for it ends soon. False when there is none. */
  boolean delete(WebhookEndpointId id);
}
