/**
 * Verification of BankID signatures and their OCSP responses, with nothing taken from the sender on
 * trust.
 */
@NullMarked
package se.sluss.simulator.authority.signature;

import org.jspecify.annotations.NullMarked;
