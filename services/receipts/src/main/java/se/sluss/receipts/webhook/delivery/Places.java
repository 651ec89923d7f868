package se.sluss.receipts.webhook.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import se.sluss.model.id.VendorId;

/**
 * A process's places for attempts in flight. A vendor has its share once it holds as many as are
 * free: alone it gets half of all, beside another greedy one a third, and some are always left for
 * those that need few.
 */
final class Places {
  private final int all;
  private final AtomicInteger free;
  private final Map<VendorId, Integer> held = new ConcurrentHashMap<>();

  Places(int all) {
    this.all = all;
    this.free = new AtomicInteger(all);
  }

  int free() {
    return free.get();
  }

  boolean allFree() {
    return free.get() == all;
  }

  void take(VendorId vendor) {
    free.decrementAndGet();
    held.merge(vendor, 1, Integer::sum);
  }

  void giveBack(VendorId vendor) {
    held.computeIfPresent(vendor, (_, count) -> count == 1 ? null : count - 1);
    free.incrementAndGet();
  }

  /** Vendors that have their share for now. */
  Collection<VendorId> satisfied() {
    int left = free.get();
    return held.entrySet().stream()
        .filter(vendor -> vendor.getValue() >= left)
        .map(Map.Entry::getKey)
        .toList();
  }
}
