package se.sluss.launcher;

/** Something that a person should read as one plain sentence, without a stack trace. */
public final class PlainFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PlainFailure(String sentence) {
    super(sentence);
  }

  public PlainFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
