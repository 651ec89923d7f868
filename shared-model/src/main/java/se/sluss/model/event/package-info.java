/**
 * The events that rooms tell each other over Kafka: CloudEvents 1.0 in binary mode with JSON data,
 * keyed by submission. Named in the past tense; each has a golden file in the tests.
 */
@NullMarked
package se.sluss.model.event;

import org.jspecify.annotations.NullMarked;
