package se.sluss.signing.bankid;

/** The names under which calls to BankID are measured. */
final class BankIdMetrics {
  /**
   * Calls, by {@code call} and {@code outcome}: the status, {@code noAnswer} or {@code notMade}.
   */
  static final String CALLS = "sluss.signing.bankid.calls";

  /** Seconds until a certificate ends, by {@code mode} and {@code certificate}. */
  static final String CERTIFICATE_LEFT = "sluss.signing.bankid.certificate.left";

  private BankIdMetrics() {}
}
