package se.sluss.kit.problem;

import org.jspecify.annotations.Nullable;

/**
 * A fault for the log that nobody foresaw: where it happened and of what kind it and its causes
 * are. Their messages are left out, since they may quote what a caller sent.
 */
final class WordlessFault extends Exception {
  private static final int MOST_CAUSES = 16;

  private final String kind;

  WordlessFault(Throwable fault) {
    this(fault, MOST_CAUSES);
  }

  private WordlessFault(Throwable fault, int causes) {
    super(fault.getClass().getName(), cause(fault, causes));
    kind = fault.getClass().getName();
    setStackTrace(fault.getStackTrace());
    for (Throwable other : fault.getSuppressed()) {
      if (causes > 0) {
        addSuppressed(new WordlessFault(other, causes - 1));
      }
    }
  }

  private static @Nullable WordlessFault cause(Throwable fault, int causes) {
    Throwable cause = fault.getCause();
    return cause == null || causes == 0 ? null : new WordlessFault(cause, causes - 1);
  }

  /** The kind alone, as a log writes it. */
  @Override
  public String toString() {
    return kind;
  }
}
