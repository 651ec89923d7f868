package se.sluss.signing.bankid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The text of BankID's animated QR code: {@code bankid.token.seconds.code}, where the code is
 * HMAC-SHA256 of the whole seconds since the order was opened, under the order's QR secret. Good
 * for one second, made at the time of asking.
 */
public final class QrData {
  private QrData() {}

  /** The text for one moment. */
  public static String at(Instant now, Instant openedAt, String qrStartToken, String secret) {
    long seconds = Math.max(0, Duration.between(openedAt, now).toSeconds());
    return "bankid." + qrStartToken + "." + seconds + "." + code(seconds, secret);
  }

  private static String code(long seconds, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal(Long.toString(seconds).getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not available", e);
    }
  }
}
