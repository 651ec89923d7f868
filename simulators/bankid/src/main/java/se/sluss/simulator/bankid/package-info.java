/**
 * A strict stand-in for the BankID relying party API, with its own certificate authorities and a
 * control interface in place of users and their devices.
 */
@NullMarked
package se.sluss.simulator.bankid;

import org.jspecify.annotations.NullMarked;
