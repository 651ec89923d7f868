package se.sluss.model.event;

/**
 * A record that is no event of ours, or not of a version that we know. Says nothing of its content.
 */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableEventException(String message) {
    super(message);
  }
}
