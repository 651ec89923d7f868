package se.sluss.model.form;

import java.util.List;

/**
 * One place where JSON does not have the shape of its form. Holds names of the form and nothing
 * that stands in the document.
 *
 * @param pointer the place from the document on, as {@code /assistant/givenName}; {@code *} for a
 *     name that may say something of a person
 * @param names what could stand there, where that helps
 */
public record FormFault(String pointer, Code code, List<String> names) {

  /** What can be wrong with the shape. */
  public enum Code {
    MISSING,
    /** Of alternatives none is there. */
    NONE_OF,
    MORE_THAN_ONE,
    UNKNOWN_MEMBER,
    WRONG_TYPE,
    NOT_A_DATE,
    NOT_IN_LIST,
    /** Longer than any text that is read. */
    WRONG_LENGTH,
    NOT_ALLOWED_IN_XML
  }
}
