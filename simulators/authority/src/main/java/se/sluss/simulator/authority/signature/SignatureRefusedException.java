package se.sluss.simulator.authority.signature;

/**
 * A signature or its OCSP response does not hold; answered with {@code SignatureValidationError}.
 */
public final class SignatureRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  SignatureRefusedException(String message) {
    super(message);
  }

  SignatureRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
