package se.sluss.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.kit.limit.QuotaWindows.Share;

class AllowanceTest {
  private static final Instant START = Instant.parse("2026-11-20T08:15:30Z");
  private static final Quota QUOTA = new Quota("client", "cli", 6);

  private final Deque<Share> shares = new ArrayDeque<>();
  private final Allowance allowance = new Allowance(QUOTA);

  @Test
  void aShareIsCountedDownBeforeTheNextIsAskedFor() {
    shares.addAll(List.of(share(2, 4, 30), share(2, 2, 30)));

    assertThat(take(0)).isEqualTo(standing(true, 5, 30));
    assertThat(take(0)).isEqualTo(standing(true, 4, 30));
    assertThat(shares).hasSize(1);
    assertThat(take(0)).isEqualTo(standing(true, 3, 30));
  }

  @Test
  void whenNothingIsLeftNobodyIsAskedUntilTheWindowEnds() {
    shares.addAll(List.of(share(1, 0, 30), share(1, 5, 60)));

    assertThat(take(0)).isEqualTo(standing(true, 0, 30));
    assertThat(take(10)).isEqualTo(standing(false, 0, 20));
    assertThat(take(29)).isEqualTo(standing(false, 0, 1));
    assertThat(take(30)).isEqualTo(standing(true, 5, 60));
  }

  @Test
  void whatIsUnusedEndsWithItsWindow() {
    shares.addAll(List.of(share(3, 3, 10), share(1, 0, 60)));
    take(0);

    assertThat(take(10)).isEqualTo(standing(true, 0, 60));
    assertThat(take(10).admitted()).isFalse();
  }

  @Test
  void aRequestThatIsGivenBackMayBeMadeAgain() {
    shares.add(share(1, 0, 60));
    take(0);

    allowance.giveBack();

    assertThat(take(1).admitted()).isTrue();
    assertThat(take(1).admitted()).isFalse();
  }

  private Standing take(int second) {
    return allowance.take(START.plusSeconds(second), shares::remove);
  }

  private static Share share(int granted, int left, int seconds) {
    return new Share(granted, left, Duration.ofSeconds(seconds));
  }

  private static Standing standing(boolean admitted, int remaining, int seconds) {
    return new Standing(QUOTA, admitted, remaining, Duration.ofSeconds(seconds));
  }
}
