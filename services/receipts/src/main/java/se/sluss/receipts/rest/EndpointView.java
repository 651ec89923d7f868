package se.sluss.receipts.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;

/**
 * An endpoint as its owner sees it.
 *
 * @param secret shown when the endpoint is created, and never again
 */
@RegisterForReflection
record EndpointView(
    String id,
    String url,
    List<String> eventTypes,
    @Nullable String tenantId,
    @Nullable List<String> tenantIds,
    Mode mode,
    EndpointStatus status,
    Instant statusSince,
    Instant createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

  static EndpointView of(Endpoint endpoint) {
    return of(endpoint, null);
  }

  static EndpointView of(Endpoint endpoint, @Nullable String secret) {
    return new EndpointView(
        endpoint.id().value(),
        endpoint.url(),
        endpoint.eventTypes(),
        endpoint.owner().tenantId().map(TenantId::value).orElse(null),
        endpoint
            .tenants()
            .map(tenants -> tenants.stream().map(TenantId::value).toList())
            .orElse(null),
        endpoint.owner().mode(),
        endpoint.status(),
        endpoint.statusSince(),
        endpoint.createdAt(),
        secret);
  }
}
