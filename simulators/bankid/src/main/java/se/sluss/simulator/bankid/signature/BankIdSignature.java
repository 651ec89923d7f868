package se.sluss.simulator.bankid.signature;

import java.security.cert.X509Certificate;
import java.time.LocalDate;

/**
 * What BankID hands over for one signing.
 *
 * @param signature base64 of the XML signature; the OCSP nonce is computed over this very string
 * @param ocspResponse base64 of the DER response
 * @param leaf the certificate that signed
 * @param issued the day on which the BankID was issued, in Swedish local time
 * @param uhi the identifier of the signing device
 */
public record BankIdSignature(
    String signature, String ocspResponse, X509Certificate leaf, LocalDate issued, String uhi) {}
