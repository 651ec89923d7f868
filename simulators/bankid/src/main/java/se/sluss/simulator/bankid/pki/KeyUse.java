package se.sluss.simulator.bankid.pki;

import org.bouncycastle.asn1.x509.KeyUsage;

/** Which of a user's two certificates is meant. */
public enum KeyUse {
  SIGNING(KeyUsage.nonRepudiation),
  AUTHENTICATION(KeyUsage.digitalSignature);

  private final int bits;

  KeyUse(int bits) {
    this.bits = bits;
  }

  KeyUsage extension() {
    return new KeyUsage(bits);
  }
}
