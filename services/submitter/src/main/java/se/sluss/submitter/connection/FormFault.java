package se.sluss.submitter.connection;

import java.util.Locale;

/**
 * What can be wrong with a member of a form: a code, and for people what it is, in the two
 * languages that a request may ask for.
 */
enum FormFault {
  MISSING("missing", "is missing", "saknas"),
  NO_VENDOR("invalid", "must be a vendor's identifier", "ska vara en leverantörs identifierare"),
  NO_SERVICE("invalid", "must be E_IOA or ELT", "ska vara E_IOA eller ELT"),
  NO_MODE("invalid", "must be test or live", "ska vara test eller live"),
  NO_INTERVAL("invalid", "must be a duration such as PT1S", "ska vara en tidslängd som PT1S"),
  NO_GUARD("invalid", "must be a duration such as PT0.1S", "ska vara en tidslängd som PT0.1S"),
  NO_ORGANISATION(
      "invalid",
      "must be ten digits with a valid check digit",
      "ska vara tio siffror med en giltig kontrollsiffra"),
  NO_BASE64("invalid", "must be base64", "ska vara base64"),
  NO_TRUST(
      "unusable",
      "must hold certificates in PEM, and nothing else",
      "ska innehålla certifikat i PEM och inget annat"),
  NOT_OWN_VENDOR("invalid", "must be your own, or left out", "ska vara den egna eller utelämnas"),
  NOT_OWN_MODE(
      "invalid", "must be the credential's, or left out", "ska vara nyckelns läge eller utelämnas"),
  TOO_QUICK(
      "too-short",
      "is shorter than %s; a quicker pace is registered by the operator, who asks for what was"
          + " agreed",
      "är kortare än %s; en snabbare takt registreras av den som driver tjänsten, som frågar efter"
          + " vad som har avtalats"),
  NO_PRODUCT("invalid", "must be a product type", "ska vara en produkttyp"),
  NO_PRODUCT_OF_SHS(
      "invalid", "must be a UUID in lower case", "ska vara ett UUID med små bokstäver"),
  NO_ADDRESS(
      "invalid",
      "must be an https address without user, query or fragment, or a point after the host, whose"
          + " last path segment is the product type",
      "ska vara en https-adress utan användare, fråga eller fragment och utan punkt efter"
          + " värdnamnet, med produkttypen sist i sökvägen"),
  NO_ADDRESS_OF_SHS(
      "invalid",
      "must be an https address without user, query or fragment, or a point after the host",
      "ska vara en https-adress utan användare, fråga eller fragment och utan punkt efter"
          + " värdnamnet"),
  UNKNOWN_HOST(
      "unknown-host",
      "is at none of the authority's hosts for this mode; the operator registers others",
      "leder inte till någon av myndighetens värdar för detta läge; andra registreras av"
          + " den som driver tjänsten"),
  ADDRESS_OF_OTHER_MODE(
      "other-environment",
      "is the authority's address for the other mode; send the one that it gave you for this mode",
      "är myndighetens adress för det andra läget; ange den som myndigheten gav för detta läge"),
  PRODUCT_FOR_TESTS(
      "other-environment",
      "is a product type for tests; send the one that the authority gave you for production",
      "är en produkttyp för test; ange den som myndigheten gav för produktion"),
  PRODUCT_OF_OTHER_SERVICE(
      "other-service",
      "is a product type of another service; send the one that the authority gave you for %s, or"
          + " correct the service",
      "är en produkttyp för en annan tjänst; ange den som myndigheten gav för %s, eller rätta"
          + " tjänsten"),
  NO_SENDER("invalid", "must be an organisation number", "ska vara ett organisationsnummer"),
  NO_RECEIVER(
      "invalid",
      "must be an organisation number, with an internal address after a point if there is one",
      "ska vara ett organisationsnummer, med en intern adress efter en punkt om det finns en"),
  NO_STATUS(
      "invalid",
      "must be test or production, and production in live mode",
      "ska vara test eller production, och production i live"),
  NO_AGREEMENT(
      "invalid",
      "must be the agreement's identifier, or none",
      "ska vara överenskommelsens identifierare eller none"),
  NO_NAME("invalid", "must be a name", "ska vara ett namn"),
  NO_FILE_NAME("invalid", "must be a plain file name", "ska vara ett enkelt filnamn"),
  NO_RECEIPT_TX_ID(
      "invalid",
      "must be response or response_or_label",
      "ska vara response eller response_or_label");

  private static final String SWEDISH_TAG = "sv";

  private final String code;
  private final String english;
  private final String swedish;

  FormFault(String code, String english, String swedish) {
    this.code = code;
    this.english = english;
    this.swedish = swedish;
  }

  /** For programs. */
  String code() {
    return code;
  }

  /**
   * For people, in Swedish or else in English.
   *
   * @param named what the text names, where it does
   */
  String text(Locale language, Object... named) {
    return (language.getLanguage().equals(SWEDISH_TAG) ? swedish : english).formatted(named);
  }
}
