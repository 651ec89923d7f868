package se.sluss.model.xml;

/**
 * The bytes are not XML that is taken. The message holds a fixed sentence and, where known, a line
 * and a column: never a piece of the content, so it may be logged and shown.
 */
public final class RefusedXmlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the bytes were refused. */
  public enum Code {
    NOT_XML("The content is not well-formed XML."),
    UNSUPPORTED_VERSION("Only XML 1.0 is read."),
    DOCTYPE("A document type declaration is not allowed."),
    TOO_LARGE("The content is too large."),
    TOO_DEEP("Elements are nested too deeply."),
    TOO_MANY_ATTRIBUTES("An element has too many attributes."),
    TEXT_TOO_LONG("A text is too long."),
    NO_CANONICAL_FORM("A namespace is declared by a relative address, which cannot be signed.");

    private final String sentence;

    Code(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Code code;
  private final int line;
  private final int column;

  RefusedXmlException(Code code) {
    this(code, 0, 0);
  }

  RefusedXmlException(Code code, int line, int column) {
    super(line > 0 ? code.sentence + " Line " + line + ", column " + column + "." : code.sentence);
    this.code = code;
    this.line = line;
    this.column = column;
  }

  public Code code() {
    return code;
  }

  /** Counted from 1; 0 when the place is not known. */
  public int line() {
    return line;
  }

  /** Counted from 1; 0 when the place is not known. */
  public int column() {
    return column;
  }
}
