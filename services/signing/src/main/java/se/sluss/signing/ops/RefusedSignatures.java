package se.sluss.signing.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import se.sluss.model.signature.VerificationStep;

/** Counts of checks that refused a signature: all are there, so that the first is a rise. */
@ApplicationScoped
class RefusedSignatures {
  /** What else a signature may fail at, as it was brought or as BankID told of it. */
  private static final List<String> OTHER_CHECKS =
      List.of("ANSWER", "SIGNER", "MODE", "DATE", "ORDER", "REUSED");

  private final MeterRegistry metrics;

  RefusedSignatures(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    for (VerificationStep step : VerificationStep.values()) {
      metrics.counter(MetricNames.SIGNATURES_REFUSED, "check", step.name());
    }
    OTHER_CHECKS.forEach(check -> metrics.counter(MetricNames.SIGNATURES_REFUSED, "check", check));
  }
}
