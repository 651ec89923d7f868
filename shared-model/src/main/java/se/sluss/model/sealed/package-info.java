/**
 * Payloads that only rooms with the master key can read: AEAD with a data key per tenant, wrapped
 * by a master key that can be rotated.
 */
@NullMarked
package se.sluss.model.sealed;

import org.jspecify.annotations.NullMarked;
