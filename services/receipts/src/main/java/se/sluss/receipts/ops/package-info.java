/** Health checks and the names of metrics. */
@NullMarked
package se.sluss.receipts.ops;

import org.jspecify.annotations.NullMarked;
