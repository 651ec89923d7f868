/**
 * A receiver of webhooks that judges every signature with the official library of the Standard
 * Webhooks specification, keeps what it got, and misbehaves when it is asked to.
 */
@NullMarked
package se.sluss.simulator.sink;

import org.jspecify.annotations.NullMarked;
