/** The room that takes documents in, keeps their exact bytes, and shows where each one stands. */
@NullMarked
package se.sluss.intake;

import org.jspecify.annotations.NullMarked;
