package se.sluss.kit.meters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** A gauge of what is read from the database now and then: its last {@link Reading}. */
public final class ReadGauge {
  private volatile Reading last = Reading.of(Double.NaN);

  public ReadGauge(MeterRegistry meters, String name) {
    Gauge.builder(name, this, ReadGauge::fresh).strongReference(true).register(meters);
  }

  public void show(double value) {
    last = Reading.of(value);
  }

  /** The last reading; not a number before the first and when it is old. */
  public double fresh() {
    return last.fresh();
  }
}
