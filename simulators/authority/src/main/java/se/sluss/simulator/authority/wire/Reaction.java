package se.sluss.simulator.authority.wire;

/** What the caller gets to see of a call that was dealt with. */
sealed interface Reaction {
  /**
   * An answer.
   *
   * @param receipt whether it says that the document was taken
   */
  record Give(Answer answer, boolean receipt) implements Reaction {}

  /** An orderly end of the connection. */
  record Close() implements Reaction {}

  /** A reset of the connection. */
  record Reset() implements Reaction {}

  /** Nothing at all. */
  record Silence() implements Reaction {}
}
