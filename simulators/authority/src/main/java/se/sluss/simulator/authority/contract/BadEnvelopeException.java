package se.sluss.simulator.authority.contract;

/** The request is no message of this service. Its answer is a SOAP fault without detail. */
public final class BadEnvelopeException extends Exception {
  private static final long serialVersionUID = 1L;

  BadEnvelopeException(String message) {
    super(message);
  }
}
