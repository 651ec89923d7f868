package se.sluss.intake.rules;

import java.util.List;

/**
 * One thing about a document that its sender should know. Holds nothing of what stands in it.
 *
 * @param place an XPath of names that the schema knows, or a JSON Pointer as URI fragment
 * @param names what could stand there, where that helps
 */
public record Finding(String place, Code code, List<String> names) {
  private static final Words ELSEWHERE =
      new Words(" It stands in another namespace.", " Det står i en annan namnrymd.");

  public static Finding of(String place, Code code) {
    return new Finding(place, code, List.of());
  }

  /** Whether it keeps the document from being taken in. */
  public boolean isError() {
    return code.severity() == Code.Severity.ERROR;
  }

  /** What is wrong, for people. */
  public String text(Language language) {
    String text = code.text(language, names);
    String last = place.substring(place.lastIndexOf('/') + 1).replaceFirst("\\[.*", "");
    boolean isInAnotherNamespace = code == Code.UNEXPECTED_ELEMENT && names.contains(last);
    return isInAnotherNamespace ? text + ELSEWHERE.in(language) : text;
  }
}
