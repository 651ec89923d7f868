package se.sluss.receipts.webhook.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.signing.SigningKeys;

/**
 * Makes endpoints' keys, and seals and opens them for their owner and endpoint. Those that were
 * opened last are kept open, as the sealer keeps its data keys.
 */
@ApplicationScoped
public class EndpointKeys {
  private static final int KEPT_OPEN = 1024;

  private final Sealer sealer;
  private final Map<Sealed, SigningKeys> open =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Sealed, SigningKeys> eldest) {
              return size() > KEPT_OPEN;
            }
          });

  /** The bytes, and for whom they must have been sealed. */
  private record Sealed(Owner owner, WebhookEndpointId endpoint, SealedBytes bytes) {}

  private final SecureRandom random = new SecureRandom();

  public EndpointKeys(Sealer sealer) {
    this.sealer = sealer;
  }

  public SigningKeys next(boolean asymmetric) {
    return SigningKeys.next(random, asymmetric);
  }

  public SealedBytes seal(Owner owner, WebhookEndpointId endpoint, SigningKeys keys) {
    byte[] text = keys.text().getBytes(StandardCharsets.US_ASCII);
    return sealer.seal(owner.sealedFor(), endpoint.value(), Purpose.WEBHOOK_SECRET, text);
  }

  /**
   * Opens sealed keys.
   *
   * @throws se.sluss.model.sealed.SealBrokenException when they were sealed for another endpoint
   */
  public SigningKeys open(Owner owner, WebhookEndpointId endpoint, SealedBytes sealed) {
    Sealed asked = new Sealed(owner, endpoint, sealed);
    SigningKeys known = open.get(asked);
    if (known != null) {
      return known;
    }
    byte[] text = sealer.open(owner.sealedFor(), endpoint.value(), Purpose.WEBHOOK_SECRET, sealed);
    SigningKeys opened = SigningKeys.of(new String(text, StandardCharsets.US_ASCII));
    open.put(asked, opened);
    return opened;
  }
}
