/**
 * A submission from hand-in to its final state: what is checked, which moves are legal, and the use
 * cases.
 */
@NullMarked
package se.sluss.intake.submission;

import org.jspecify.annotations.NullMarked;
