package se.sluss.model.contract;

/**
 * One value that a schema lets through and that still cannot be right. Holds nothing of the value.
 *
 * @param xpath the element, by local names
 * @param code what is wrong, for machines
 */
public record IdentityFault(String xpath, Code code) {

  /** What can be wrong with a value. */
  public enum Code {
    MISSING("The element is missing."),
    NOT_A_PERSONNUMMER("The value is not twelve digits with a date that exists."),
    NOT_A_SAMORDNINGSNUMMER(
        "The value is not twelve digits with a date that exists and 60 added to its day."),
    NOT_AN_ORGANISATIONSNUMMER("The value is not ten digits of which the third is at least 2."),
    WRONG_CHECK_DIGIT("The check digit does not fit the number."),
    NOT_A_MONTH("The value is not a month that exists.");

    private final String sentence;

    Code(String sentence) {
      this.sentence = sentence;
    }
  }

  /** What is wrong, for people. */
  public String detail() {
    return code.sentence;
  }
}
