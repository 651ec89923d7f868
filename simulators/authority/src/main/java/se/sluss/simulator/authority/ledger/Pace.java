package se.sluss.simulator.authority.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who may still call. Two calls of one client on one path that arrive closer to each other than the
 * interval shut that client off on every path, and waiting does not help. Not synchronised: the
 * ledger is its only user.
 */
final class Pace {
  private record Lane(String client, String path) {}

  private final Map<Lane, TreeSet<Long>> arrivals = new HashMap<>();
  private final Map<String, Long> smallestGaps = new TreeMap<>();
  private final Set<String> shutOff = new TreeSet<>();
  private Duration interval;

  Pace(Duration interval) {
    this.interval = interval;
  }

  /**
   * Nanoseconds to the nearest call of the lane, null for its first. Calls may come out of order.
   */
  @Nullable Long arrived(String client, String path, long nanos) {
    TreeSet<Long> lane = arrivals.computeIfAbsent(new Lane(client, path), key -> new TreeSet<>());
    Long before = lane.floor(nanos);
    Long after = lane.ceiling(nanos);
    lane.add(nanos);
    while (lane.size() > 64) {
      lane.pollFirst();
    }
    long gap =
        Math.min(
            before == null ? Long.MAX_VALUE : nanos - before,
            after == null ? Long.MAX_VALUE : after - nanos);
    if (gap == Long.MAX_VALUE) {
      return null;
    }
    smallestGaps.merge(client, gap, Math::min);
    if (gap < interval.toNanos()) {
      shutOff.add(client);
    }
    return gap;
  }

  /** Takes a call of an earlier process into account, without judging it. */
  void remember(String client, String path, long nanos, @Nullable Long gapNanos) {
    arrivals.computeIfAbsent(new Lane(client, path), key -> new TreeSet<>()).add(nanos);
    if (gapNanos != null) {
      smallestGaps.merge(client, gapNanos, Math::min);
    }
  }

  boolean admits(String client) {
    return !shutOff.contains(client);
  }

  void shutOff(String client) {
    shutOff.add(client);
  }

  boolean reinstate(String client) {
    return shutOff.remove(client);
  }

  void interval(Duration changed) {
    interval = changed;
  }

  Set<String> shutOff() {
    return Set.copyOf(shutOff);
  }

  /** In nanoseconds, by client. */
  Map<String, Long> smallestGaps() {
    return Map.copyOf(smallestGaps);
  }
}
