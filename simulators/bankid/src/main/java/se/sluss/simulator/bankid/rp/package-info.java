/** The relying party API over mutual TLS: sign, collect and cancel, with every limit enforced. */
@NullMarked
package se.sluss.simulator.bankid.rp;

import org.jspecify.annotations.NullMarked;
