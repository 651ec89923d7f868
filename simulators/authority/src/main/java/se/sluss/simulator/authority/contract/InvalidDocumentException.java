package se.sluss.simulator.authority.contract;

/** The document breaks its schema; answered with {@code XmlValidationError}. */
public final class InvalidDocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidDocumentException(String message) {
    super(message);
  }
}
