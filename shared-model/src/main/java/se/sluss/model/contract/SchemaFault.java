package se.sluss.model.contract;

import java.util.List;

/**
 * One place where a document breaks its schema. Holds names that stand in the schema and nothing
 * that stands in the document, so it may be logged and shown.
 *
 * @param xpath the element, by local names and positions, as {@code
 *     /Tidredovisning/tidrapport/rapportRad[3]/dag}; {@code *} for a name that the schema lacks
 * @param code what is wrong, for machines
 * @param expected names of elements that could stand there, where that helps
 */
public record SchemaFault(String xpath, Code code, List<String> expected) {

  /** What can be wrong with an element. */
  public enum Code {
    UNKNOWN_DOCUMENT("The root element is not one that is handed in."),
    UNEXPECTED_ELEMENT("This element is not allowed here."),
    MISSING_ELEMENT("An element is missing at the end of this one."),
    TEXT_NOT_ALLOWED("Text is not allowed between the elements here."),
    ELEMENTS_NOT_ALLOWED("Only text is allowed here."),
    WRONG_PATTERN("The value does not have the required form."),
    WRONG_LENGTH("The value is too short or too long."),
    NOT_IN_LIST("The value is not one of the allowed ones."),
    OUT_OF_RANGE("The number is outside its limits."),
    WRONG_TYPE("The value is not of the required type."),
    NOT_A_DATE("The value is no date that exists, such as 2026-12-05."),
    ATTRIBUTE_NOT_ALLOWED("An attribute is not allowed here."),
    ATTRIBUTE_MISSING("A required attribute is missing."),
    INVALID("The element breaks the schema.");

    private final String sentence;

    Code(String sentence) {
      this.sentence = sentence;
    }

    /** What is wrong, for people. */
    public String sentence() {
      return sentence;
    }
  }

  /** What is wrong, for people, with what could stand there. */
  public String detail() {
    return expected.isEmpty()
        ? code.sentence
        : code.sentence + " Expected: " + String.join(", ", expected) + ".";
  }
}
