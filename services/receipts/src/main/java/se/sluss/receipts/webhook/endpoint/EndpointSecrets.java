package se.sluss.receipts.webhook.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.signing.WebhookSecret;

/** Makes endpoints' secrets, and seals and opens them for their owner and endpoint. */
@ApplicationScoped
public class EndpointSecrets {
  private final Sealer sealer;
  private final SecureRandom random = new SecureRandom();

  public EndpointSecrets(Sealer sealer) {
    this.sealer = sealer;
  }

  public WebhookSecret next() {
    return WebhookSecret.next(random);
  }

  public SealedBytes seal(Owner owner, WebhookEndpointId endpoint, WebhookSecret secret) {
    byte[] text = secret.text().getBytes(StandardCharsets.US_ASCII);
    return sealer.seal(owner.sealedFor(), endpoint.value(), Purpose.WEBHOOK_SECRET, text);
  }

  /**
   * Opens a sealed secret.
   *
   * @throws se.sluss.model.sealed.SealBrokenException when it was sealed for another endpoint
   */
  public WebhookSecret open(Owner owner, WebhookEndpointId endpoint, SealedBytes sealed) {
    byte[] text = sealer.open(owner.sealedFor(), endpoint.value(), Purpose.WEBHOOK_SECRET, sealed);
    return WebhookSecret.of(new String(text, StandardCharsets.US_ASCII));
  }
}
