/**
 * The fair queue alone: the submitter's own schema and functions in a real Postgres, no process.
 */
@NullMarked
package se.sluss.bench.queue;

import org.jspecify.annotations.NullMarked;
