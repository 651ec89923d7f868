/** The proof of the rate governor: at the authority's own clock, with everything going wrong. */
@NullMarked
package se.sluss.system.governor;

import org.jspecify.annotations.NullMarked;
