/** Faults that a test has asked for in advance. */
@NullMarked
package se.sluss.simulator.authority.fault;

import org.jspecify.annotations.NullMarked;
