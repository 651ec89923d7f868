/**
 * What becomes of a signed document on its way to the authority: its states, the outcomes of
 * attempts, and the use cases that move it. Knows nothing of wires and tables.
 */
@NullMarked
package se.sluss.submitter.delivery;

import org.jspecify.annotations.NullMarked;
