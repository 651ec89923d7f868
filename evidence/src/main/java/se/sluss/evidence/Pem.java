package se.sluss.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** PEM as openssl writes it. */
final class Pem {
  private Pem() {}

  static String write(String label, byte[] der) {
    byte[] body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, new String(body, StandardCharsets.US_ASCII), label);
  }
}
