package se.sluss.simulator.bankid.rp;

/** An answer with an error code instead of a result. */
final class RpErrorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String errorCode;
  private final String details;

  RpErrorException(int status, String errorCode, String details) {
    super("status=" + status + " errorCode=" + errorCode);
    this.status = status;
    this.errorCode = errorCode;
    this.details = details;
  }

  static RpErrorException invalidParameters(String details) {
    return new RpErrorException(400, "invalidParameters", details);
  }

  static RpErrorException noSuchOrder() {
    return invalidParameters("No such order");
  }

  int status() {
    return status;
  }

  String errorCode() {
    return errorCode;
  }

  String details() {
    return details;
  }
}
