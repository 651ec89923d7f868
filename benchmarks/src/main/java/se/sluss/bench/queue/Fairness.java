package se.sluss.bench.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How evenly calls fell on tenants that always had something to send. */
final class Fairness {
  private Fairness() {}

  /** Jain's index: 1 when all have the same, 1/n when one of n has all. */
  static double jain(Collection<Integer> shares) {
    double sum = 0;
    double squares = 0;
    for (int share : shares) {
      sum += share;
      squares += (double) share * share;
    }
    return sum * sum / (shares.size() * squares);
  }

  /** The least index over any so many consecutive calls. */
  static double leastJain(List<String> calls, Collection<String> tenants, int window) {
    Map<String, Integer> counts = none(tenants);
    double least = 1;
    for (int i = 0; i < calls.size(); i++) {
      counts.merge(calls.get(i), 1, Integer::sum);
      if (i >= window) {
        counts.merge(calls.get(i - window), -1, Integer::sum);
      }
      if (i >= window - 1) {
        least = Math.min(least, jain(counts.values()));
      }
    }
    return least;
  }

  /** The most that two tenants ever differed, counted from the first call or from any later one. */
  static int mostDifference(List<String> calls, Collection<String> tenants) {
    var names = new ArrayList<>(tenants);
    int most = 0;
    for (int a = 0; a < names.size(); a++) {
      for (int b = a + 1; b < names.size(); b++) {
        int ahead = 0;
        int least = 0;
        int greatest = 0;
        for (String call : calls) {
          ahead += call.equals(names.get(a)) ? 1 : call.equals(names.get(b)) ? -1 : 0;
          least = Math.min(least, ahead);
          greatest = Math.max(greatest, ahead);
        }
        most = Math.max(most, greatest - least);
      }
    }
    return most;
  }

  private static Map<String, Integer> none(Collection<String> tenants) {
    var counts = new HashMap<String, Integer>();
    tenants.forEach(tenant -> counts.put(tenant, 0));
    return counts;
  }
}
