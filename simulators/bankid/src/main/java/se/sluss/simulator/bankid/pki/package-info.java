/**
 * The simulator's certificate authorities and the certificates they issue: member bank, relying
 * party and TLS hierarchies, kept apart as they are at BankID.
 */
@NullMarked
package se.sluss.simulator.bankid.pki;

import org.jspecify.annotations.NullMarked;
