package se.sluss.bench.harness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which kind of fault is next: each once first, so that short runs see them all, then by weight. A
 * kind that did not come off, since its victim was held or not there, is in every other draw until
 * it did; the others go on meanwhile.
 */
final class FaultDraws {
  private final Set<Fault> faults;
  private final SplittableRandom random;
  private final Deque<Fault> first;
  private final Set<Fault> cameOff = EnumSet.noneOf(Fault.class);
  private final Map<Fault, Integer> underWay = new EnumMap<>(Fault.class);
  private boolean owedLast;

  /**
   * Begins.
   *
   * @param faults at least one
   */
  FaultDraws(Set<Fault> faults, SplittableRandom random) {
    this.faults = EnumSet.copyOf(faults);
    this.random = random;
    this.first = new ArrayDeque<>(shuffled());
  }

  /** The next one, which counts as under way until {@link #over}. */
  synchronized Fault next() {
    Fault next = first.isEmpty() ? owedOr(byWeight()) : first.removeFirst();
    underWay.merge(next, 1, Integer::sum);
    return next;
  }

  /** One of this kind has really happened. */
  synchronized void cameOff(Fault fault) {
    cameOff.add(fault);
  }

  /** One that was drawn is over, whether it came off or not. */
  synchronized void over(Fault fault) {
    underWay.merge(fault, -1, Integer::sum);
  }

  /** Kinds of which none has come off. */
  synchronized Set<Fault> missing() {
    Set<Fault> missing = EnumSet.copyOf(faults);
    missing.removeAll(cameOff);
    return missing;
  }

  private Fault owedOr(Fault drawn) {
    Optional<Fault> owed =
        owedLast
            ? Optional.empty()
            : missing().stream().filter(fault -> underWay.getOrDefault(fault, 0) == 0).findFirst();
    owedLast = owed.isPresent();
    return owed.orElse(drawn);
  }

  private List<Fault> shuffled() {
    var order = new ArrayList<>(faults);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  private Fault byWeight() {
    int sum = faults.stream().mapToInt(Fault::weight).sum();
    int drawn = random.nextInt(sum);
    for (Fault fault : faults) {
      drawn -= fault.weight();
      if (drawn < 0) {
        return fault;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }
}
