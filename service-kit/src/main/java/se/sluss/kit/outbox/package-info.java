/**
 * Events leave a room from a table: written in the transaction of the change that they tell of,
 * relayed to Kafka afterwards, in order per key, at least once.
 */
@NullMarked
package se.sluss.kit.outbox;

import org.jspecify.annotations.NullMarked;
