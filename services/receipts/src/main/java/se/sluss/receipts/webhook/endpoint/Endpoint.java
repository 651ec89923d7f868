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
 * @param version counts up with every change that its owner can see
 */
public record Endpoint(
    WebhookEndpointId id,
    Owner owner,
    Settings settings,
    Standing standing,
    Keys keys,
    Instant createdAt,
    long version) {

  /**
   * What its owner chose.
   *
   * @param eventTypes types, groups such as {@code submission.*}, or {@code *}
   * @param tenants the only tenants it is about; absent for all that the owner may see
   * @param maxPerSecond how many deliveries may begin within one second; absent for no such bound
   */
  public record Settings(
      String url,
      List<String> eventTypes,
      Optional<List<TenantId>> tenants,
      Optional<Integer> maxPerSecond) {
    public Settings {
      eventTypes = List.copyOf(eventTypes);
      tenants = tenants.map(List::copyOf);
    }
  }

  /**
   * Whether it is delivered to.
   *
   * @param reason why it is disabled
   * @param failingSince the first failure after the last success
   * @param pausedAfterTest a disabled one that is paused, and not active, once a test has succeeded
   */
  public record Standing(
      EndpointStatus status,
      Optional<DisabledReason> reason,
      Instant since,
      Optional<Instant> failingSince,
      boolean pausedAfterTest) {

    /** In this status, for no fault of its own. */
    public static Standing of(EndpointStatus status, Instant since) {
      return new Standing(status, Optional.empty(), since, Optional.empty(), false);
    }
  }

  /**
   * What its webhooks are signed with.
   *
   * @param sealed the keys' text, sealed for the owner and this endpoint
   * @param publicKey present when it gets asymmetric signatures
   * @param retired the keys before the last rotation
   */
  public record Keys(SealedBytes sealed, Optional<String> publicKey, Optional<Retired> retired) {

    /** The retired ones that still sign at this time. */
    public Optional<Retired> overlapping(Instant now) {
      return retired.filter(old -> now.isBefore(old.until()));
    }
  }

  /** Keys that sign beside the new ones until then. */
  public record Retired(SealedBytes sealed, Optional<String> publicKey, Instant until) {}

  /** The same with other settings; at another address it must first be tested, and stays paused. */
  public Endpoint with(Settings changed, Instant now) {
    boolean tested = standing.status() != EndpointStatus.PENDING_TEST;
    boolean moved = tested && !changed.url().equals(settings.url());
    Standing after =
        moved
            ? new Standing(
                EndpointStatus.DISABLED,
                Optional.of(DisabledReason.URL_CHANGED),
                now,
                Optional.empty(),
                standing.status() == EndpointStatus.PAUSED || standing.pausedAfterTest())
            : standing;
    return new Endpoint(id, owner, changed, after, keys, createdAt, version);
  }

  /** The same, signed with other keys. */
  public Endpoint with(Keys changed) {
    return new Endpoint(id, owner, settings, standing, changed, createdAt, version);
  }

  /** The same, disabled as it is, to be paused once a test has succeeded. */
  public Endpoint pausedAfterTest() {
    Standing after =
        new Standing(
            standing.status(), standing.reason(), standing.since(), standing.failingSince(), true);
    return new Endpoint(id, owner, settings, after, keys, createdAt, version);
  }

  /** The same in another status; earlier failures are forgotten. */
  public Endpoint in(EndpointStatus status, Instant now) {
    return new Endpoint(id, owner, settings, Standing.of(status, now), keys, createdAt, version);
  }
}
