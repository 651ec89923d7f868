/**
 * Events enter a room in batches: one transaction for the mark that they were seen, their effects
 * and what these emit. What cannot be applied goes to a dead-letter topic.
 */
@NullMarked
package se.sluss.kit.inbox;

import org.jspecify.annotations.NullMarked;
