/** What other rooms tell: one consumer a topic, each calling a use case. */
@NullMarked
package se.sluss.submitter.kafka;

import org.jspecify.annotations.NullMarked;
