package se.sluss.receipts.webhook.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.signing.SigningKeys;

/** Makes endpoints' keys, and seals and opens them for their owner and endpoint. */
@ApplicationScoped
public class EndpointKeys {
  private final Sealer sealer;
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
    byte[] text = sealer.open(owner.sealedFor(), endpoint.value(), Purpose.WEBHOOK_SECRET, sealed);
    return SigningKeys.of(new String(text, StandardCharsets.US_ASCII));
  }
}
