package se.sluss.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CeilingTest {
  private static final Set<String> UNDER = Set.of("a", "b");
  private static final Duration INTERVAL = Duration.ofMillis(300);

  @Test
  void lanesCountTogetherInTheOrderOfTheirFirstBytes() {
    Ceiling.Sight seen =
        Ceiling.seen(
            List.of(call(1, 1000, "a"), call(2, 1900, "a"), call(3, 1250, "b"), call(4, 1550, "b")),
            UNDER,
            INTERVAL);

    assertThat(seen.calls()).isEqualTo(4);
    assertThat(seen.tooClose()).isEqualTo(1);
    assertThat(seen.smallestGap()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void lanesThatAreNotUnderItDoNotCount() {
    Ceiling.Sight seen =
        Ceiling.seen(
            List.of(call(1, 1000, "a"), call(2, 1001, "other"), call(3, 1300, "b")),
            UNDER,
            INTERVAL);

    assertThat(seen.calls()).isEqualTo(2);
    assertThat(seen.tooClose()).isZero();
  }

  private static AuthorityDoor.Call call(long sequence, long millis, String client) {
    return new AuthorityDoor.Call(sequence, millis * 1_000_000, client, "d" + sequence);
  }
}
