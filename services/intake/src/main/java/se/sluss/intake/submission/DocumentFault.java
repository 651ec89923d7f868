package se.sluss.intake.submission;

/**
 * One fault of a document.
 *
 * @param xpath the element; holds only names that the schema knows
 * @param code what is wrong, stable, for programs
 * @param detail what is wrong, for people; never a value from the document
 */
public record DocumentFault(String xpath, String code, String detail) {}
