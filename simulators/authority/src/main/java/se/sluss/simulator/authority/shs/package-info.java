/** The SHS 1.2 door's own rules: who may send what to whom, and how messages are written. */
@NullMarked
package se.sluss.simulator.authority.shs;

import org.jspecify.annotations.NullMarked;
