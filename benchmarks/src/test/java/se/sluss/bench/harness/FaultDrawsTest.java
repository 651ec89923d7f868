package se.sluss.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultDrawsTest {
  private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

  @Test
  void eachKindIsDrawnOnceFirst() {
    FaultDraws draws = draws(1);

    assertThat(drawn(draws, ALL.size(), ALL)).containsExactlyInAnyOrder(Fault.values());
    assertThat(draws.missing()).isEmpty();
  }

  @Test
  void aKindThatDoesNotComeOffIsInEveryOtherDrawUntilItDoes() {
    FaultDraws draws = draws(2);
    drawn(draws, ALL.size(), EnumSet.complementOf(EnumSet.of(Fault.REBALANCE)));
    assertThat(draws.missing()).containsExactly(Fault.REBALANCE);

    List<Fault> owed = drawn(draws, 10, Set.of());
    draws.cameOff(Fault.REBALANCE);
    List<Fault> after = drawn(draws, 10, ALL);

    assertThat(everyOther(owed)).containsOnly(Fault.REBALANCE);
    assertThat(everyOther(owed.subList(1, 10))).anyMatch(fault -> fault != Fault.REBALANCE);
    assertThat(everyOther(after)).anyMatch(fault -> fault != Fault.REBALANCE);
    assertThat(draws.missing()).isEmpty();
  }

  @Test
  void whatIsStillUnderWayIsNotDrawnAgain() {
    FaultDraws draws = draws(3);
    for (int i = 0; i < ALL.size(); i++) {
      Fault fault = draws.next();
      if (fault != Fault.FREEZE) {
        draws.cameOff(fault);
        draws.over(fault);
      }
    }

    assertThat(everyOther(drawn(draws, 10, Set.of()))).anyMatch(fault -> fault != Fault.FREEZE);
    assertThat(draws.missing()).containsExactly(Fault.FREEZE);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    assertThat(drawn(draws(4), 200, ALL))
        .isEqualTo(drawn(draws(4), 200, ALL))
        .isNotEqualTo(drawn(draws(5), 200, ALL));
  }

  private static FaultDraws draws(long seed) {
    return new FaultDraws(ALL, new SplittableRandom(seed));
  }

  /** So many draws, of which those of some kinds come off. */
  private static List<Fault> drawn(FaultDraws draws, int many, Set<Fault> comeOff) {
    var drawn = new ArrayList<Fault>();
    for (int i = 0; i < many; i++) {
      Fault fault = draws.next();
      drawn.add(fault);
      if (comeOff.contains(fault)) {
        draws.cameOff(fault);
      }
      draws.over(fault);
    }
    return drawn;
  }

  private static List<Fault> everyOther(List<Fault> all) {
    return IntStream.range(0, all.size()).filter(i -> i % 2 == 0).mapToObj(all::get).toList();
  }
}
