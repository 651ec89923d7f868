package se.sluss.kit.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What gauges show while the database is away. */
class ReadingTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong now = new AtomicLong(1);

  @Test
  void aFigureThatWasNotReadAnewIsNoFigureAfterAWhile() {
    Reading read = new Reading(7, now::get);

    pass(Reading.FRESH.minusMillis(1));
    assertThat(read.fresh()).isEqualTo(7);

    pass(Duration.ofMillis(1));
    assertThat(read.fresh()).isNaN();
  }

  @Test
  void aGaugeShowsNothingBeforeItsFirstReading() {
    ReadGauge gauge = new ReadGauge(meters, "waiting");
    assertThat(meters.get("waiting").gauge().value()).isNaN();

    gauge.show(3);
    assertThat(meters.get("waiting").gauge().value()).isEqualTo(3);
  }

  @Test
  void silenceGrowsUntilTheDatabaseAnswers() {
    AtomicBoolean away = new AtomicBoolean();
    DatabasePulse pulse =
        new DatabasePulse(
            () -> {
              if (away.get()) {
                throw new SQLException("away");
              }
            },
            meters,
            now::get);
    pulse.ask();
    away.set(true);

    pass(Duration.ofSeconds(90));
    pulse.ask();
    assertThat(silence()).isEqualTo(90);

    away.set(false);
    pulse.ask();
    assertThat(silence()).isZero();
  }

  private double silence() {
    return meters.get(DatabasePulse.SILENT).gauge().value();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
