package se.sluss.receipts.webhook.delivery;

import java.util.Map;
import se.sluss.receipts.webhook.address.Target;

/** Makes one exchange with an endpoint. */
@FunctionalInterface
public interface WebhookSender {
  /**
   * Posts the body to the target, over a connection to one of its checked addresses that carried
   * nothing but this lane before, and reads the answer. Every fault of the endpoint or the network
   * is an outcome, not an exception.
   */
  AttemptReport post(
      Lane lane, Target target, int attempt, Map<String, String> headers, Payload body);
}
