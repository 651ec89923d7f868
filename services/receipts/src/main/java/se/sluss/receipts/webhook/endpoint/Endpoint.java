package se.sluss.receipts.webhook.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.Owner;

/**
 * Where an owner wants to be told.
 *
 * @param eventTypes types, groups such as {@code submission.*}, or {@code *}
 * @param tenants the only tenants it is about; absent for all that the owner may see
 * @param sealedSecret the signing secret's text, sealed for the owner and this endpoint
 */
public record Endpoint(
    WebhookEndpointId id,
    Owner owner,
    String url,
    List<String> eventTypes,
    Optional<List<TenantId>> tenants,
    EndpointStatus status,
    SealedBytes sealedSecret,
    Instant createdAt,
    Instant statusSince) {
  public Endpoint {
    eventTypes = List.copyOf(eventTypes);
    tenants = tenants.map(List::copyOf);
  }
}
