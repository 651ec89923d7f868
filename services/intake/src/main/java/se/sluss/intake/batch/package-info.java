/** Documents that are handed in together, each taken in or refused on its own. */
@NullMarked
package se.sluss.intake.batch;

import org.jspecify.annotations.NullMarked;
