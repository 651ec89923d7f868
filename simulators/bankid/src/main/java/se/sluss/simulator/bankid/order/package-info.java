/** Signing orders: what was asked, how far they have come, and what users' devices do to them. */
@NullMarked
package se.sluss.simulator.bankid.order;

import org.jspecify.annotations.NullMarked;
