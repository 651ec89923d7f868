/** What the rate governor promises: never too close, and hardly a slot unused. */
@NullMarked
package se.sluss.bench.governor;

import org.jspecify.annotations.NullMarked;
