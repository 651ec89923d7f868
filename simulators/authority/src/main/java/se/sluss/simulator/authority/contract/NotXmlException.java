package se.sluss.simulator.authority.contract;

/** The bytes are not well-formed XML, or are XML of a kind that is never read. */
public final class NotXmlException extends Exception {
  private static final long serialVersionUID = 1L;

  NotXmlException(String message) {
    super(message);
  }
}
