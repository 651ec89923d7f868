package se.sluss.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DatesTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  @Test
  void everyThirdHasADateCloseOrFar() {
    List<Duration> ahead =
        drawn(1).stream().flatMap(Optional::stream).map(at -> Duration.between(NOW, at)).toList();

    assertThat(ahead).hasSize(100).allMatch(Duration::isPositive);
    assertThat(ahead.stream().filter(time -> time.toMinutes() < 1).count()).isBetween(30L, 70L);
    assertThat(ahead.stream().filter(time -> time.toHours() > 1).count()).isBetween(30L, 70L);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    assertThat(drawn(1)).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
  }

  private static List<Optional<Instant>> drawn(long seed) {
    Dates dates = Dates.drawn(seed);
    return LongStream.range(0, 300).mapToObj(nth -> dates.of(nth, NOW)).toList();
  }
}
