/** A request that creates or sends has its effect once, however often it is sent. */
@NullMarked
package se.sluss.kit.idempotency;

import org.jspecify.annotations.NullMarked;
