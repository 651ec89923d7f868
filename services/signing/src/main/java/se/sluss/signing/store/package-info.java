/** Signing orders and what waits for signatures, in this room's own schema. */
@NullMarked
package se.sluss.signing.store;

import org.jspecify.annotations.NullMarked;
