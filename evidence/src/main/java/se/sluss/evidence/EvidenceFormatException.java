package se.sluss.evidence;

/**
 * Something is not in the form of evidence. The message is a fixed sentence, at most with the name
 * of a member: nothing of what the member holds.
 */
public final class EvidenceFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EvidenceFormatException(String message) {
    super(message);
  }

  /** Fails with this sentence unless the condition holds. */
  public static void unless(boolean condition, String sentence) {
    if (!condition) {
      throw new EvidenceFormatException(sentence);
    }
  }
}
