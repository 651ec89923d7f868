package se.sluss.signing.bankid;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import se.sluss.model.id.Mode;

/** Tells how long our certificates and BankID's roots last, and warns in time. */
@Startup
@ApplicationScoped
public class CertificateWatch {
  private static final Logger LOG = Logger.getLogger(CertificateWatch.class);

  private final Map<String, X509Certificate> watched = new TreeMap<>();
  private final Duration warnBefore;
  private final InstantSource clock;

  public CertificateWatch(
      Environments environments, BankIdConfig config, MeterRegistry metrics, InstantSource clock) {
    this.warnBefore = config.warnBefore();
    this.clock = clock;
    environments.all().forEach(this::watch);
    watched.forEach(
        (name, certificate) ->
            Gauge.builder(BankIdMetrics.CERTIFICATE_LEFT, certificate, one -> left(one).toSeconds())
                .tag("certificate", name)
                .baseUnit("seconds")
                .strongReference(true)
                .register(metrics));
  }

  private void watch(Mode mode, Environments.Environment environment) {
    String prefix = mode.wire() + ".";
    watched.put(prefix + "rp", environment.house().certificate());
    environment
        .vendors()
        .forEach((vendor, party) -> watched.put(prefix + "rp." + vendor, party.certificate()));
    int number = 0;
    for (X509Certificate root : environment.tlsRoots()) {
      watched.put(prefix + "tls-root." + ++number, root);
    }
    number = 0;
    for (X509Certificate root : environment.accepted().roots().certificates()) {
      watched.put(prefix + "user-root." + ++number, root);
    }
  }

  /** Once a day, and when the room starts. */
  @Scheduled(every = "24h")
  void warn() {
    watched.forEach(
        (name, certificate) -> {
          Duration left = left(certificate);
          if (left.compareTo(warnBefore) < 0) {
            LOG.warnf(
                "A certificate for BankID ends soon or has ended certificate=%s endsAt=%s days=%d",
                name, certificate.getNotAfter().toInstant(), left.toDays());
          }
        });
  }

  private Duration left(X509Certificate certificate) {
    return Duration.between(clock.instant(), certificate.getNotAfter().toInstant());
  }
}
