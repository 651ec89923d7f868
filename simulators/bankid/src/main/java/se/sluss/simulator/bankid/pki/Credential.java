package se.sluss.simulator.bankid.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate together with its private key. */
public record Credential(X509Certificate certificate, PrivateKey key) {

  @Override
  public String toString() {
    return "Credential[serial=" + certificate.getSerialNumber().toString(16) + "]";
  }
}
