/**
 * Signing orders and what they are over: states, the use cases that move them, and the ports they
 * need.
 */
@NullMarked
package se.sluss.signing.order;

import org.jspecify.annotations.NullMarked;
