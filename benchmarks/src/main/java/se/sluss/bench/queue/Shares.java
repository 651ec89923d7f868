package se.sluss.bench.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What tenants got of a lane while they had something waiting. */
final class Shares {
  /** Shorter stretches tell nothing: a share below one call is none. */
  private static final double LEAST_ENTITLED = 3;

  private Shares() {}

  /**
   * The least of any asked tenant's calls, plus the one that it may be waiting for, divided by what
   * it is entitled to: in each slot the part that calls out of turn leave, divided by the tenants
   * that wait. Looked at are all stretches, from when its backlog began to any later moment before
   * it ended.
   */
  static double least(
      List<Document> documents,
      Map<Document, Long> taken,
      List<Long> slots,
      Predicate<String> asked,
      int urgentPermille) {
    Map<Long, Document> bySlot = new HashMap<>();
    taken.forEach((document, slot) -> bySlot.put(slot, document));
    Map<String, Stretch> waiting = new TreeMap<>();
    double least = Double.POSITIVE_INFINITY;
    int arrived = 0;
    for (long slot : slots) {
      while (arrived < documents.size() && documents.get(arrived).arrives() <= slot) {
        waiting.computeIfAbsent(documents.get(arrived++).tenant(), _ -> new Stretch()).queued++;
      }
      double part = (1000 - urgentPermille) / 1000.0 / waiting.size();
      waiting.values().forEach(stretch -> stretch.entitled += part);
      String served = Objects.requireNonNull(bySlot.get(slot)).tenant();
      Stretch of = Objects.requireNonNull(waiting.get(served));
      of.calls++;
      of.queued--;
      for (Map.Entry<String, Stretch> tenant : waiting.entrySet()) {
        Stretch stretch = tenant.getValue();
        if (asked.test(tenant.getKey()) && stretch.entitled >= LEAST_ENTITLED) {
          least = Math.min(least, (stretch.calls + 1) / stretch.entitled);
        }
      }
      if (of.queued == 0) {
        waiting.remove(served);
      }
    }
    return least;
  }

  private static final class Stretch {
    private int queued;
    private int calls;
    private double entitled;
  }
}
