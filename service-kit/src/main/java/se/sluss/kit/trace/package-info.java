/**
 * Trace contexts that outlive a thread: stored beside rows, carried in Kafka headers, linked after
 * long waits.
 */
@NullMarked
package se.sluss.kit.trace;

import org.jspecify.annotations.NullMarked;
