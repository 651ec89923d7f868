package se.sluss.signing.bankid;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.Mode;
import se.sluss.signing.SigningTest;

/** Somebody is warned before a certificate ends, while there is time to order another one. */
@SigningTest
class CertificateWatchIT {
  private static final Logger LOGGER = Logger.getLogger(CertificateWatch.class.getName());

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(
                line.getMessage()
                    .formatted(
                        line.getParameters() == null ? new Object[0] : line.getParameters()));
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private ScriptedBankId bankId;
  private BankIdConfig config;
  private Environments environments;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @BeforeEach
  void listen() throws java.io.IOException {
    LOGGER.addHandler(handler);
    bankId = new ScriptedBankId();
    config = bankId.config(Map.of("warn-before", "P45D"));
    environments = new Environments(config);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
    bankId.close();
  }

  @Test
  void nobodyIsWarnedWhileThereIsTime() {
    watch(Duration.ofDays(46)).warn();

    assertThat(warnings).isEmpty();
  }

  @Test
  void eachCertificateThatEndsSoonIsNamed() {
    watch(Duration.ofDays(44)).warn();

    assertThat(warnings)
        .anyMatch(line -> line.contains("certificate=test.rp "))
        .allMatch(line -> line.contains("days=44") || !line.contains("certificate=test.rp "));
  }

  @Test
  void oneThatHasEndedIsWarnedOfToo() {
    watch(Duration.ofDays(-1)).warn();

    assertThat(warnings).anyMatch(line -> line.contains("certificate=test.rp "));
  }

  @Test
  void howLongEachLastsIsMeasured() {
    watch(Duration.ofDays(10));

    assertThat(
            metrics
                .get(BankIdMetrics.CERTIFICATE_LEFT)
                .tag("certificate", "test.rp")
                .gauge()
                .value())
        .isEqualTo(Duration.ofDays(10).toSeconds());
    assertThat(metrics.get(BankIdMetrics.CERTIFICATE_LEFT).gauges())
        .extracting(gauge -> gauge.getId().getTag("certificate"))
        .containsExactlyInAnyOrder("test.rp", "test.tls-root.1", "test.user-root.1");
  }

  /** At the time when the relying party's certificate has so long left. */
  private CertificateWatch watch(Duration left) {
    Instant end = environments.of(Mode.TEST).house().certificate().getNotAfter().toInstant();
    return new CertificateWatch(environments, config, metrics, () -> end.minus(left));
  }
}
