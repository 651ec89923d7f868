/**
 * Writes BankID signatures and their OCSP responses in BankID's exact form, and, on request, with
 * one named deviation from it.
 */
@NullMarked
package se.sluss.simulator.bankid.signature;

import org.jspecify.annotations.NullMarked;
