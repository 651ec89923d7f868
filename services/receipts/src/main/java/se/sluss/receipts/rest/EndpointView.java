package se.sluss.receipts.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.receipts.webhook.endpoint.DisabledReason;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;

/**
 * An endpoint as its owner sees it.
 *
 * @param statusReason why it is disabled
 * @param pausedAfterTest whether a disabled one is paused, and not active, once a test succeeds
 * @param failingSince the first failure after the last success; null when the last one succeeded
 * @param publicKey to verify signatures {@code v1a} with; null without such
 * @param rotation the keys before the last rotation, while they still sign
 * @param secret shown when it is new, and never again
 */
@RegisterForReflection
record EndpointView(
    String id,
    String url,
    List<String> eventTypes,
    @Nullable String tenantId,
    @Nullable List<String> tenantIds,
    @Nullable Integer maxPerSecond,
    Mode mode,
    EndpointStatus status,
    @Nullable DisabledReason statusReason,
    Instant statusSince,
    boolean pausedAfterTest,
    @Nullable Instant failingSince,
    @Nullable String publicKey,
    @Nullable RotationView rotation,
    Instant createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

  /**
   * What is being replaced.
   *
   * @param oldUntil until then everything is signed with the old keys as well
   */
  @RegisterForReflection
  record RotationView(Instant oldUntil, @Nullable String oldPublicKey) {}

  static EndpointView of(Endpoint endpoint, Instant now) {
    return of(endpoint, now, null);
  }

  static EndpointView of(Endpoint endpoint, Instant now, @Nullable String secret) {
    Endpoint.Settings settings = endpoint.settings();
    Endpoint.Standing standing = endpoint.standing();
    return new EndpointView(
        endpoint.id().value(),
        settings.url(),
        settings.eventTypes(),
        endpoint.owner().tenantId().map(TenantId::value).orElse(null),
        settings
            .tenants()
            .map(tenants -> tenants.stream().map(TenantId::value).toList())
            .orElse(null),
        settings.maxPerSecond().orElse(null),
        endpoint.owner().mode(),
        standing.status(),
        standing.reason().orElse(null),
        standing.since(),
        standing.pausedAfterTest(),
        standing.failingSince().orElse(null),
        endpoint.keys().publicKey().orElse(null),
        endpoint
            .keys()
            .overlapping(now)
            .map(old -> new RotationView(old.until(), old.publicKey().orElse(null)))
            .orElse(null),
        endpoint.createdAt(),
        secret);
  }
}
