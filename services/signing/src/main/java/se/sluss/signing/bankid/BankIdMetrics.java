package se.sluss.signing.bankid;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import se.sluss.model.id.Mode;

/** The names under which calls to BankID are measured. */
final class BankIdMetrics {
  /**
   * Calls, by {@code mode}, {@code party} (who we are to BankID), {@code call} and {@code outcome}:
   * the status, {@code tls}, {@code noAnswer} or {@code notMade}.
   */
  static final String CALLS = "sluss.signing.bankid.calls";

  /** Seconds until a certificate ends, by {@code mode} and {@code certificate}. */
  static final String CERTIFICATE_LEFT = "sluss.signing.bankid.certificate.left";

  /** What collecting told of orders, by {@code mode}, {@code status} and {@code hint}. */
  static final String COLLECTED = "sluss.signing.bankid.collected";

  /** Hints that there are; what BankID may add one day is counted as one. */
  private static final Set<String> HINTS =
      Set.of(
          "outstandingTransaction",
          "noClient",
          "started",
          "userMrtd",
          "userCallConfirm",
          "userSign",
          "processing",
          "expiredTransaction",
          "certificateErr",
          "userCancel",
          "cancelled",
          "startFailed",
          "userDeclinedCall",
          "notSupportedByUserApp",
          "transactionRiskBlocked");

  private BankIdMetrics() {}

  static void collected(MeterRegistry metrics, Mode mode, String status, String hint) {
    metrics
        .counter(
            COLLECTED,
            "mode",
            mode.wire(),
            "status",
            status,
            "hint",
            hint.isEmpty() || HINTS.contains(hint) ? hint : "other")
        .increment();
  }
}
