package se.sluss.signing.page;

/** Where the vendor wants the person back, with why they come. */
final class ReturnAddress {
  private static final String OTHER_PERSON = "sluss=other-person";

  private ReturnAddress() {}

  /** Of somebody who came to a page that another person is to sign on. */
  static String otherPerson(String returnUrl) {
    return returnUrl + (returnUrl.contains("?") ? "&" : "?") + OTHER_PERSON;
  }
}
