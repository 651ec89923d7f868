package se.sluss.model.sealed;

/**
 * A sealed payload could not be opened: altered, sealed for another tenant, subject or purpose, or
 * under a master key that is not here. Nothing of the content is told.
 */
public final class SealBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SealBrokenException(String message) {
    super(message);
  }

  public SealBrokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
