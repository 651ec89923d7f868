package se.sluss.simulator.authority.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaneJudgesTest {
  private static final long A = Duration.ofMillis(200).toNanos();

  private final LaneJudges judges = new LaneJudges("a", "/p", Duration.ofNanos(A));
  private long sequence;

  @Test
  void callsOnTheBeatAreFineForAllJudges() {
    for (int i = 0; i < 1000; i++) {
      assertThat(judges.arrived(++sequence, i * A)).isEmpty();
    }
  }

  @Test
  void aPauseEarnsNothing() {
    come(0);
    come(100 * A);

    assertThat(judgesOf(come(101 * A - 1)))
        .containsExactlyInAnyOrder(Judge.LEAST_GAP, Judge.WINDOW, Judge.GCRA);
  }

  @Test
  void withoutAnIntervalNothingIsTooCloseHoweverLateItIsToldOf() {
    judges.interval(Duration.ZERO);
    for (int i = 0; i < 300; i++) {
      assertThat(come(1_000 + i)).isEmpty();
    }

    assertThat(come(1)).isEmpty();
    assertThat(come(2)).isEmpty();
  }

  @Test
  void aStretchOfKIntervalsHoldsKPlusOneCallsOnlyWithBothItsEnds() {
    come(0);
    come(A);

    assertThat(come(2 * A)).as("three calls in two intervals, ends counted in").isEmpty();
    assertThat(judgesOf(come(3 * A - 1))).as("four in less than three").contains(Judge.WINDOW);
  }

  @Test
  void afterABreachTheWindowSeesTheCallsBeforeItToo() {
    come(0);
    come(A / 2);

    List<Breach> found = come(A / 2 + A);

    assertThat(judgesOf(found)).as("the neighbours are an interval apart").contains(Judge.WINDOW);
    assertThat(judgesOf(found)).doesNotContain(Judge.LEAST_GAP);
    Breach window = found.stream().filter(b -> b.judge() == Judge.WINDOW).findFirst().orElseThrow();
    assertThat(window.intervals()).isEqualTo(2);
    assertThat(window.earlier()).isEqualTo(1);
  }

  @Test
  void theCellRateJudgeForgetsACallThatBreached() {
    come(0);
    come(A / 2);

    assertThat(judgesOf(come(A))).as("A after the last that kept the pace").isNotEmpty();
    assertThat(judgesOf(come(A))).contains(Judge.LEAST_GAP);
    assertThat(judgesOf(come(2 * A))).doesNotContain(Judge.GCRA);
  }

  @Test
  void headsReadOutOfOrderBreachOnlyWhatTheirFirstBytesBreach() {
    come(0);
    come(2 * A);
    come(3 * A);

    assertThat(come(A)).as("came late to the judge, in time at the door").isEmpty();
    assertThat(come(4 * A)).isEmpty();
    assertThat(judgesOf(come(2 * A + 1)))
        .containsExactlyInAnyOrder(Judge.LEAST_GAP, Judge.WINDOW, Judge.GCRA);
  }

  @Test
  void aNewIntervalSaysNothingOnWhatWasBefore() {
    come(0);
    come(A);
    come(2 * A);
    judges.interval(Duration.ofNanos(10 * A));

    assertThat(come(12 * A)).isEmpty();
    assertThat(come(22 * A)).isEmpty();
    assertThat(judgesOf(come(31 * A))).hasSize(3);
  }

  @Test
  void theThreeAgreeOnWhetherTheFirstBreachIsOne() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var lane = new LaneJudges("a", "/p", Duration.ofNanos(A));
      long nanos = random.nextLong(A);
      lane.arrived(1, nanos);
      for (int i = 2; i < 300; i++) {
        long gap = A + random.nextLong(A) - (random.nextInt(100) == 0 ? A : 0);
        nanos += gap;
        List<Judge> found = judgesOf(lane.arrived(i, nanos));
        if (gap < A) {
          assertThat(found).as("seed %d", seed).hasSize(3);
          break;
        }
        assertThat(found).as("seed %d", seed).isEmpty();
      }
    }
  }

  private List<Breach> come(long nanos) {
    return judges.arrived(++sequence, nanos);
  }

  private static List<Judge> judgesOf(List<Breach> breaches) {
    var found = new ArrayList<Judge>();
    breaches.forEach(breach -> found.add(breach.judge()));
    return found;
  }
}
