package se.sluss.kit.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void theTimerOfThatNameHasThemAndNoOther() {
    meters
        .config()
        .meterFilter(Buckets.of("watched", Duration.ofMillis(10), Duration.ofSeconds(1)));
    Timer watched = meters.timer("watched");
    Timer other = meters.timer("other");
    watched.record(Duration.ofMillis(50));
    other.record(Duration.ofMillis(50));

    assertThat(Stream.of(watched.takeSnapshot().histogramCounts()))
        .extracting(bucket -> bucket.bucket(TimeUnit.MILLISECONDS), CountAtBucket::count)
        .containsExactly(tuple(10.0, 0.0), tuple(1000.0, 1.0));
    assertThat(other.takeSnapshot().histogramCounts()).isEmpty();
  }
}
