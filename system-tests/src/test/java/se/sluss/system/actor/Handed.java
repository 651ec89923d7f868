package se.sluss.system.actor;

import java.util.UUID;

/**
 * A document that was handed in and answered for.
 *
 * @param bytes exactly as handed in
 * @param key the idempotency key
 */
public record Handed(
    String submissionId, UUID documentId, Provider provider, byte[] bytes, String key) {
  @Override
  public String toString() {
    return "Handed[" + submissionId + "]";
  }
}
