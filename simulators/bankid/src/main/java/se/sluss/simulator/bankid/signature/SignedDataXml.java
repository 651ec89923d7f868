package se.sluss.simulator.bankid.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.RelyingParty;
import se.sluss.simulator.bankid.signature.SigningRequest.Condition;

/**
 * Writes {@code bankIdSignedData} as a string that is its own canonical form: namespace declaration
 * first, attributes by name, start and end tags, no white space.
 */
final class SignedDataXml {
  static final String NAMESPACE = "http://www.bankid.com/signature/v1.0.0/types";
  static final String ID = "bidSignedData";

  private static final String FORGED_TEXT = "Simulerad text som ingen har sett";
  private static final String FILE_VERSION =
      "Personal=0.0.0.0&BankID_exe=0.0.0.0&BISP=0.0.0.0&platform=simulator&os_version=0"
          + "&display_version=0&uhi=%1$s&legacyuhi=%1$s&best_before=4102444800&";
  private static final RelyingParty OTHER_PARTY =
      new RelyingParty(
          "Other simulated RP", "Annan (simulator)", "0000000000", "Simulatorbanken (simulator)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private SignedDataXml() {}

  /** The fragment to sign. {@code inherited} is a prefix declaration in scope, or empty. */
  static String write(SigningRequest request, String inherited) {
    return element(request, inherited, " Id=\"" + ID + "\"", request.visibleData());
  }

  /** The same fragment with another visible text, under the given Id attribute or none. */
  static String altered(String fragment, SigningRequest request, String idAttribute) {
    return fragment
        .replace(visible(request, request.visibleData(), ""), visible(request, forgedData(), ""))
        .replaceFirst(" Id=\"" + ID + "\"", idAttribute);
  }

  /** A lone {@code usrVisibleData} with a text that nobody signed. */
  static String strayVisibleData(SigningRequest request) {
    return visible(request, forgedData(), " xmlns=\"" + NAMESPACE + "\"");
  }

  /** The device identifier of a person's simulated app: 28 characters. */
  static String uhi(String personalNumber) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(sha1.digest(("simulated device of " + personalNumber).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 is part of every Java platform", e);
    }
  }

  private static String element(
      SigningRequest request, String inherited, String id, String visibleData) {
    StringBuilder xml = new StringBuilder(4096);
    xml.append("<bankIdSignedData xmlns=\"").append(NAMESPACE).append('"');
    xml.append(inherited).append(id).append('>');
    xml.append(visible(request, visibleData, ""));
    if (request.deviates(Deviation.COMMENT_IN_SIGNED_DATA)) {
      xml.append("<!--comment-->");
    }
    if (request.nonVisibleData() != null) {
      xml.append(leaf("usrNonVisibleData", request.nonVisibleData()));
    }
    xml.append(srvInfo(request)).append(clientInfo(request));
    return xml.append("</bankIdSignedData>").toString();
  }

  private static String visible(SigningRequest request, String base64, String declaration) {
    String format =
        request.format() == null || request.format().equals("plaintext")
            ? ""
            : " format=\"" + request.format() + "\"";
    return "<usrVisibleData"
        + declaration
        + " charset=\"UTF-8\""
        + format
        + " visible=\"wysiwys\">"
        + base64
        + "</usrVisibleData>";
  }

  private static String srvInfo(SigningRequest request) {
    RelyingParty party =
        request.deviates(Deviation.OTHER_RELYING_PARTY) ? OTHER_PARTY : request.relyingParty();
    byte[] nonce = new byte[20];
    RANDOM.nextBytes(nonce);
    return "<srvInfo>"
        + leaf("name", encode(party.signedName()))
        + leaf("nonce", Base64.getEncoder().encodeToString(nonce))
        + leaf("displayName", encode(party.displayName()))
        + "</srvInfo>";
  }

  private static String clientInfo(SigningRequest request) {
    boolean mobile = request.policy().equals(CustomerDesk.MOBILE_POLICY);
    String uhi = uhi(request.person().personalNumber());
    StringBuilder conditions = new StringBuilder();
    conditions.append(condition(new Condition("CertificatePolicies", request.policy())));
    request.conditions().forEach(one -> conditions.append(condition(one)));
    return (request.deviates(Deviation.DUPLICATE_ID)
            ? "<clientInfo Id=\"" + ID + "\">"
            : "<clientInfo>")
        + leaf("funcId", request.deviates(Deviation.IDENTIFICATION) ? "Identification" : "Signing")
        + leaf("version", encode(mobile ? "0.0.0" : FILE_VERSION.formatted(uhi)))
        + "<env><ai>"
        + leaf("type", encode(mobile ? "ANDROID" : "WINDOWS"))
        + leaf("deviceInfo", encode("0"))
        + leaf("uhi", uhi)
        + leaf("fsib", "0")
        + leaf("utb", "cs1")
        + leaf("requirement", conditions.toString())
        + leaf("uauth", "pw")
        + "</ai></env></clientInfo>";
  }

  private static String condition(Condition condition) {
    return "<condition>"
        + leaf("type", condition.type())
        + leaf("value", condition.value())
        + "</condition>";
  }

  private static String forgedData() {
    return encode(FORGED_TEXT);
  }

  private static String leaf(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
