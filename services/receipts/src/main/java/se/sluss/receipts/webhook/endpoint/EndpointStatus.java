package se.sluss.receipts.webhook.endpoint;

/**
 * Whether an endpoint is delivered to.
 *
 * <pre>
 * PENDING_TEST --test answered 2xx--> ACTIVE --answered 410--> DISABLED --test answered 2xx--> ACTIVE
 * any --deleted by its owner--> DELETED
 * </pre>
 */
public enum EndpointStatus {
  /** Nobody has answered there yet: nothing but tests is sent. */
  PENDING_TEST,
  ACTIVE,
  /** It said that it wants nothing any more; what was planned waits. */
  DISABLED,
  /** Gone for its owner; the row stays for the deliveries' sake. */
  DELETED
}
