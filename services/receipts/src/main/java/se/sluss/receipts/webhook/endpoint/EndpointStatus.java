package se.sluss.receipts.webhook.endpoint;

/**
 * Whether an endpoint is delivered to. What is meant for a paused or disabled one is planned and
 * waits.
 *
 * <pre>
 * PENDING_TEST --test answered 2xx--> ACTIVE
 * ACTIVE --answered 410, failed for days, or moved--> DISABLED --test answered 2xx--> ACTIVE
 * ACTIVE --paused by its owner--> PAUSED --resumed--> ACTIVE
 * PAUSED --moved--> DISABLED --test answered 2xx--> PAUSED; so does one that is paused while disabled
 * any --deleted by its owner--> DELETED
 * </pre>
 */
public enum EndpointStatus {
  /** Nobody has answered there yet: nothing but tests is sent. */
  PENDING_TEST,
  ACTIVE,
  /** Its owner wants nothing for now. */
  PAUSED,
  /** Delivering there makes no sense until a test says otherwise. */
  DISABLED,
  /** Gone for its owner; the row stays for the deliveries' sake. */
  DELETED
}
