package se.sluss.signing.bankid;

import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import se.sluss.model.identity.Organisationsnummer;

/**
 * Who we are to BankID.
 *
 * @param name for operators: {@code house}, or the vendor's identifier; in live mode and in test
 *     mode the same
 * @param number as the certificate states it; signatures made for others are refused
 * @param http shows the certificate, and trusts BankID's root alone
 */
record RelyingParty(
    String name, X509Certificate certificate, Organisationsnummer number, HttpClient http) {}
