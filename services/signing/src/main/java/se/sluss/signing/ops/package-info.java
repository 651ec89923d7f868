/** The workers' clockwork and the names of the metrics. */
@NullMarked
package se.sluss.signing.ops;

import org.jspecify.annotations.NullMarked;
