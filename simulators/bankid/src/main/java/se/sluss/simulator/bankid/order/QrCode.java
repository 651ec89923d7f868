package se.sluss.simulator.bankid.order;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The text of one animated QR code.
 *
 * @param seconds whole seconds since the order was made
 * @param code lower case hex of HMAC-SHA256 over the decimal seconds
 */
public record QrCode(String startToken, long seconds, String code) {
  private static final Pattern TEXT =
      Pattern.compile("bankid\\.([0-9a-f-]{36})\\.(0|[1-9][0-9]{0,5})\\.([0-9a-f]{64})");

  /** Takes a scanned text apart; empty when it has not exactly the form of a BankID QR code. */
  public static Optional<QrCode> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new QrCode(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)))
        : Optional.empty();
  }

  /** The code that belongs to a start token and its secret at that second. */
  public static QrCode of(String startToken, String startSecret, long seconds) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(startSecret.getBytes(US_ASCII), "HmacSHA256"));
      byte[] code = mac.doFinal(Long.toString(seconds).getBytes(US_ASCII));
      return new QrCode(startToken, seconds, HexFormat.of().formatHex(code));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", e);
    }
  }

  /** Whether the code was made with the secret; takes the same time whatever the answer. */
  public boolean isMadeWith(String startSecret) {
    String right = of(startToken, startSecret, seconds).code();
    return MessageDigest.isEqual(right.getBytes(US_ASCII), code.getBytes(US_ASCII));
  }

  @Override
  public String toString() {
    return "bankid." + startToken + "." + seconds + "." + code;
  }
}
