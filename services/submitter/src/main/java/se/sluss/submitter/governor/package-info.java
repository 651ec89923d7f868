/**
 * When a call may go: slots, windows and the lanes that make them. Arithmetic is pure; time is the
 * database's, and the monotonic clock between two of its answers.
 */
@NullMarked
package se.sluss.submitter.governor;

import org.jspecify.annotations.NullMarked;
