/**
 * The edge towards BankID's relying-party API v6: sign, collect, cancel, QR data, over mutual TLS.
 */
@NullMarked
package se.sluss.signing.bankid;

import org.jspecify.annotations.NullMarked;
