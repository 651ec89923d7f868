/** What this room hears from intake. */
@NullMarked
package se.sluss.signing.kafka;

import org.jspecify.annotations.NullMarked;
