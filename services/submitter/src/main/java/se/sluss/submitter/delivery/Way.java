package se.sluss.submitter.delivery;

import java.util.Optional;

/**
 * Over what a call went: the address, and what TLS agreed on.
 *
 * @param tls empty when the way is not one of TLS
 */
public record Way(String address, Optional<Tls> tls) {

  /**
   * One TLS session. Fingerprints are SHA-256 of the certificate in DER, lower-case hex.
   *
   * @param client empty when the other side asked for no certificate
   */
  public record Tls(String protocol, String cipher, String server, Optional<String> client) {}
}
