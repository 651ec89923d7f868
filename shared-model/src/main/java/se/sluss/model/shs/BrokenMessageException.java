package se.sluss.model.shs;

/** Not an SHS message, or not one that can be trusted. The text never quotes it. */
public final class BrokenMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public BrokenMessageException(String message) {
    super(message);
  }
}
