package se.sluss.receipts.webhook.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.webhook.endpoint.Endpoint.Keys;
import se.sluss.receipts.webhook.endpoint.Endpoint.Retired;
import se.sluss.receipts.webhook.endpoint.Endpoint.Settings;
import se.sluss.receipts.webhook.signing.SigningKeys;

/** What an owner does with an endpoint. Works on a locked one, inside the caller's transaction. */
@ApplicationScoped
public class ChangeEndpoint {
  private final Endpoints endpoints;
  private final EndpointKeys keys;
  private final InstantSource clock;

  public ChangeEndpoint(Endpoints endpoints, EndpointKeys keys, InstantSource clock) {
    this.endpoints = endpoints;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * An endpoint with new keys.
   *
   * @param secret in the clear, to be shown once
   */
  public record Rotated(Endpoint endpoint, String secret) {}

  /** All settings anew; a key for asymmetric signatures is made when there is none. */
  public Endpoint settings(Endpoint locked, Settings wanted, boolean asymmetric) {
    Endpoint changed = locked.with(wanted, now());
    if (asymmetric != locked.keys().publicKey().isPresent()) {
      SigningKeys next = open(locked).asymmetric(asymmetric);
      changed =
          changed.with(new Keys(sealed(locked, next), next.publicKey(), locked.keys().retired()));
    }
    return endpoints.change(changed);
  }

  /**
   * New keys; the present ones go on signing beside them for the grace period. None that were
   * retired before do.
   */
  public Rotated rotate(Endpoint locked, Duration grace) {
    Keys present = locked.keys();
    SigningKeys next = keys.next(present.publicKey().isPresent());
    Optional<Retired> retired =
        grace.isZero()
            ? Optional.empty()
            : Optional.of(new Retired(present.sealed(), present.publicKey(), now().plus(grace)));
    Endpoint changed = locked.with(new Keys(sealed(locked, next), next.publicKey(), retired));
    return new Rotated(endpoints.change(changed), next.secret().text());
  }

  /** Whether a rotation is under way, whose old keys still sign. */
  public boolean rotating(Endpoint endpoint) {
    return endpoint.keys().overlapping(now()).isPresent();
  }

  /** In another status, with its failures forgotten. */
  public Endpoint status(Endpoint locked, EndpointStatus status) {
    return endpoints.change(locked.in(status, now()));
  }

  /** Disabled as it is, to be paused once a test has succeeded. */
  public Endpoint pausedAfterTest(Endpoint locked) {
    return locked.standing().pausedAfterTest()
        ? locked
        : endpoints.change(locked.pausedAfterTest());
  }

  private SigningKeys open(Endpoint endpoint) {
    return keys.open(endpoint.owner(), endpoint.id(), endpoint.keys().sealed());
  }

  private SealedBytes sealed(Endpoint endpoint, SigningKeys signing) {
    return keys.seal(endpoint.owner(), endpoint.id(), signing);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
