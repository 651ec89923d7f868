package se.sluss.receipts.webhook.delivery;

import java.net.InetAddress;
import se.sluss.model.id.WebhookEndpointId;

/**
 * Whose connections are used: those of one endpoint as it stands. Whatever its owner changes gives
 * it another version, and so connections of its own.
 *
 * @param version the endpoint's
 */
public record Lane(WebhookEndpointId endpoint, long version) {
  /** A name for its connections to one address. */
  String to(InetAddress address) {
    return endpoint + "/" + version + "/" + address.getHostAddress();
  }
}
