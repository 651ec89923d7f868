package se.sluss.submitter.authority.shs;

/** Not an SHS message, or not one that can be trusted. The text never quotes it. */
final class BrokenMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokenMessageException(String message) {
    super(message);
  }
}
