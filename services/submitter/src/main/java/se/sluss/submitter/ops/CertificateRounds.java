package se.sluss.submitter.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import se.sluss.kit.meters.Reading;
import se.sluss.submitter.changeover.ChangeOver;
import se.sluss.submitter.changeover.DescribeCertificates;
import se.sluss.submitter.changeover.Expiring;
import se.sluss.submitter.changeover.WarnOfExpiry;

/** Regular rounds over certificates: change over to those that are due, warn of ends, measure. */
@ApplicationScoped
class CertificateRounds {
  private static final Logger LOG = Logger.getLogger(CertificateRounds.class);

  private final ChangeOver changeOver;
  private final DescribeCertificates describe;
  private final WarnOfExpiry warn;
  private final MultiGauge daysLeft;
  private final InstantSource clock;

  CertificateRounds(
      ChangeOver changeOver,
      DescribeCertificates describe,
      WarnOfExpiry warn,
      MeterRegistry meters,
      InstantSource clock) {
    this.changeOver = changeOver;
    this.describe = describe;
    this.warn = warn;
    this.daysLeft = MultiGauge.builder(Names.CERTIFICATE_LEFT).baseUnit("days").register(meters);
    this.clock = clock;
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "certificates",
      every = "${sluss.submitter.certificates.watch:PT1M}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      changeOver.round();
      describe.round();
      show(warn.round());
    } catch (RuntimeException e) {
      LOG.warnf(e, "Certificates were not looked after, and are with the next round");
    }
  }

  /** One that was just changed over to is shown from the next round on. */
  private void show(List<Expiring> all) {
    Instant now = clock.instant();
    daysLeft.register(
        all.stream()
            .map(
                one -> {
                  Tags tags =
                      Tags.of(
                          "connection", one.connection().value(), "purpose", one.purpose().name());
                  return MultiGauge.Row.of(tags, Reading.of(one.daysLeft(now)), Reading::fresh);
                })
            .toList(),
        true);
  }
}
