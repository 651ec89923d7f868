package se.sluss.simulator.bankid.rp;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.order.Risk;
import se.sluss.simulator.bankid.order.SignOrder;
import se.sluss.simulator.bankid.order.SignOrder.Requirement;

/**
 * Checks the body of a sign request against every limit. Members that are not in the API, the ones
 * that version 6 dropped among them, are refused.
 */
final class SignRequestReader {
  private static final int VISIBLE_LIMIT = 40_000;
  private static final int NON_VISIBLE_LIMIT = 200_000;
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
  private static final Pattern PERSONAL_NUMBER = Pattern.compile("[0-9]{12}");
  private static final Pattern POLICY =
      Pattern.compile("[0-9]+(\\.[0-9]+)+|(?=.{5})[0-9]+(\\.[0-9]+)*\\.\\*");
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9.-]{3,253}");

  private SignRequestReader() {}

  static SignOrder read(JsonNode body) throws RpErrorException {
    Members members = Members.of(body);
    String endUserIp = members.string("endUserIp", SignRequestReader::isAddress);
    if (endUserIp == null) {
      throw members.invalid("endUserIp");
    }
    String visible = members.required("userVisibleData", 1, VISIBLE_LIMIT);
    if (!isUtf8(visible)) {
      throw members.invalid("userVisibleData");
    }
    String format =
        members.string("userVisibleDataFormat", List.of("plaintext", "simpleMarkdownV1")::contains);
    String nonVisible =
        members.string(
            "userNonVisibleData",
            value ->
                !value.isEmpty() && value.length() <= NON_VISIBLE_LIMIT && decoded(value) != null);
    String returnUrl = members.string("returnUrl", 1, 512);
    boolean returnRisk = members.flag("returnRisk");
    Requirement requirement = requirement(members.object("requirement"));
    checkCallers(members);
    members.noOthers();
    return new SignOrder(
        endUserIp, visible, format, nonVisible, returnUrl, returnRisk, requirement);
  }

  private static Requirement requirement(@Nullable Members members) throws RpErrorException {
    if (members == null) {
      return Requirement.NONE;
    }
    members.flag("pinCode");
    members.string("cardReader", List.of("class1", "class2")::contains);
    String risk = members.string("risk", List.of("low", "moderate", "LOW", "MODERATE")::contains);
    Requirement requirement =
        new Requirement(
            members.string("personalNumber", PERSONAL_NUMBER.asMatchPredicate()),
            members.flag("mrtd"),
            members.strings("certificatePolicies", POLICY.asMatchPredicate()),
            risk == null ? null : Risk.of(risk));
    members.noOthers();
    return requirement;
  }

  private static void checkCallers(Members members) throws RpErrorException {
    if (members.has("app") && members.has("web")) {
      throw RpErrorException.invalidParameters("Invalid app and web together");
    }
    Members web = members.object("web");
    if (web != null) {
      web.string("deviceIdentifier", 1, 64);
      web.string("referringDomain", DOMAIN.asMatchPredicate());
      web.string("userAgent", 1, 256);
      notEmpty(web);
    }
    Members app = members.object("app");
    if (app != null) {
      app.string("appIdentifier", 1, 256);
      app.string("deviceOS", 1, 256);
      app.string("deviceModelName", 1, 256);
      app.string("deviceIdentifier", 1, 64);
      notEmpty(app);
    }
  }

  private static void notEmpty(Members caller) throws RpErrorException {
    if (caller.size() == 0) {
      throw RpErrorException.invalidParameters("Invalid empty app or web");
    }
    caller.noOthers();
  }

  private static boolean isAddress(String text) {
    if (text.indexOf(':') < 0) {
      return IPV4.matcher(text).matches();
    }
    try {
      return text.matches("[0-9A-Fa-f:.]{2,45}")
          && InetAddress.ofLiteral(text).getHostAddress() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isUtf8(String base64) {
    byte[] bytes = decoded(base64);
    if (bytes == null) {
      return false;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).hasRemaining();
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The bytes of canonical base64: padded, unbroken, nothing in the spare bits. */
  private static byte @Nullable [] decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
