/** The control API on loopback, for tests and demonstrations. */
@NullMarked
package se.sluss.simulator.authority.control;

import org.jspecify.annotations.NullMarked;
