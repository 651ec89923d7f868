/**
 * A submitter in replicas between a broker that is fed and an authority that judges, and what can
 * be done to them: proxies that hold back and cut, signals, clocks that jump, rows that are held.
 */
@NullMarked
package se.sluss.bench.harness;

import org.jspecify.annotations.NullMarked;
