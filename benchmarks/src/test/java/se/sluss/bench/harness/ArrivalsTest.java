package se.sluss.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aGapOfThreeBeatsHadTwoSlotsWithoutACall() {
    Arrivals arrivals = at(0, 1, 2, 3, 6, 7, 8, 9);

    assertThat(arrivals.slots().used()).isEqualTo(7);
    assertThat(arrivals.slots().lost()).isEqualTo(2);
    assertThat(arrivals.slots().share()).isEqualTo(7 / 9d, within(1e-9));
    assertThat(arrivals.slots().longestGapMillis()).isEqualTo(3000);
  }

  @Test
  void aGapIsRoundedToBeats() {
    assertThat(at(0, 1, 2, 3.4, 4.4, 5.4).slots().lost()).isZero();
    assertThat(at(0, 1, 2, 3.6, 4.6, 5.6).slots().lost()).isEqualTo(1);
  }

  @Test
  void onlyWhatReachesIntoAStretchOfTimeIsLostThere() {
    Arrivals arrivals = at(0, 1, 2, 5, 6, 7, 8, 12, 13, 14, 15);

    assertThat(arrivals.lostBetween("a", at(2.5), at(7))).isEqualTo(2);
    assertThat(arrivals.lostBetween("a", at(0), at(20))).isEqualTo(5);
    assertThat(arrivals.lostBetween("a", at(13), at(20))).isZero();
  }

  @Test
  void noCallsHaveNoShare() {
    assertThat(Arrivals.between(List.of(), 0, SECOND).slots().share()).isNaN();
  }

  private static Arrivals at(double... seconds) {
    var calls = new ArrayList<AuthorityDoor.Call>();
    for (double second : seconds) {
      calls.add(new AuthorityDoor.Call(calls.size() + 1L, at(second), "a", "d"));
    }
    return Arrivals.between(calls, 0, Long.MAX_VALUE);
  }

  private static long at(double second) {
    return Math.round(second * SECOND);
  }
}
