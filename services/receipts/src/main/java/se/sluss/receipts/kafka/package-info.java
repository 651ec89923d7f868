/** One consumer method per topic of another room. */
@NullMarked
package se.sluss.receipts.kafka;

import org.jspecify.annotations.NullMarked;
