/** The control interface on loopback, which stands in for users, their devices and mishaps. */
@NullMarked
package se.sluss.simulator.bankid.control;

import org.jspecify.annotations.NullMarked;
