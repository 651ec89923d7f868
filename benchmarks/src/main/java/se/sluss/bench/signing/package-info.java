/** What it costs to verify what people signed. */
@NullMarked
package se.sluss.bench.signing;

import org.jspecify.annotations.NullMarked;
