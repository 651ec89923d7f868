package se.sluss.model.sealed;

/**
 * Wraps and unwraps tenants' data keys. A key management service fits behind it; the bundled one is
 * a local keyset. Rotation: wrapping uses the primary key, unwrapping any key that is still known.
 */
public interface MasterKey {
  /** Names the key that {@link #wrap} uses now; kept in the payload's header. */
  String primaryKeyId();

  /** Encrypts a data key, bound to the context. */
  byte[] wrap(byte[] dataKey, byte[] context);

  /**
   * Decrypts a data key.
   *
   * @throws SealBrokenException when the key is unknown here, or the wrapped key or context differ
   */
  byte[] unwrap(String keyId, byte[] wrappedDataKey, byte[] context);
}
