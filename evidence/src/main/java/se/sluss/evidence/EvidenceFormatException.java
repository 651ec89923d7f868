package se.sluss.evidence;

/**
 * Something is not in the form of evidence. The message is a fixed sentence, at most with the name
 * of a member: nothing of what the member holds.
 */
public final class EvidenceFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  public EvidenceFormatException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** The message. */
  public String sentence() {
    return sentence;
  }

  /** Fails with this sentence unless the condition holds. */
  public static void unless(boolean condition, String sentence) {
    if (!condition) {
      throw new EvidenceFormatException(sentence);
    }
  }
}
