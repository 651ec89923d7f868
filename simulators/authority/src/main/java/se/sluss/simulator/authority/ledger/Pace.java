package se.sluss.simulator.authority.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who may still call. A call in which one of the three judges sees a breach shuts its client off on
 * every path, and waiting does not help. Clients that are shut off are judged on. Not synchronised:
 * the ledger is its only user.
 */
final class Pace {
  private static final int BREACHES_KEPT = 1_000;

  private record Lane(String client, String path) {}

  private final Map<Lane, LaneJudges> lanes = new HashMap<>();
  private final Map<String, Long> smallestGaps = new TreeMap<>();
  private final Map<Judge, Long> counts = new EnumMap<>(Judge.class);
  private final Map<String, Long> breachesOfClients = new HashMap<>();
  private final List<Breach> breaches = new ArrayList<>();
  private final Set<String> shutOff = new TreeSet<>();
  private Duration interval;

  Pace(Duration interval) {
    this.interval = interval;
    for (Judge judge : Judge.values()) {
      counts.put(judge, 0L);
    }
  }

  /**
   * Nanoseconds to the nearest call of the lane, null for its first. Calls may come out of order.
   */
  @Nullable Long arrived(String client, String path, long nanos, long sequence) {
    LaneJudges lane = lane(client, path);
    Long gap = lane.gap(nanos).orElse(null);
    if (gap != null) {
      smallestGaps.merge(client, gap, Math::min);
    }
    List<Breach> found = lane.arrived(sequence, nanos);
    if (!found.isEmpty()) {
      shutOff.add(client);
      breachesOfClients.merge(client, 1L, Long::sum);
    }
    for (Breach breach : found) {
      counts.merge(breach.judge(), 1L, Long::sum);
      if (breaches.size() < BREACHES_KEPT) {
        breaches.add(breach);
      }
    }
    return gap;
  }

  /** Takes a call of an earlier process into account, without judging it. */
  void remember(String client, String path, long nanos, @Nullable Long gapNanos) {
    lane(client, path).remember(nanos);
    if (gapNanos != null) {
      smallestGaps.merge(client, gapNanos, Math::min);
    }
  }

  private LaneJudges lane(String client, String path) {
    return lanes.computeIfAbsent(
        new Lane(client, path), key -> new LaneJudges(client, path, interval));
  }

  boolean admits(String client) {
    return !shutOff.contains(client);
  }

  void shutOff(String client) {
    shutOff.add(client);
  }

  boolean reinstate(String client) {
    lanes.forEach(
        (lane, judges) -> {
          if (lane.client.equals(client)) {
            judges.startAnew();
          }
        });
    return shutOff.remove(client);
  }

  void interval(Duration changed) {
    interval = changed;
    lanes.values().forEach(lane -> lane.interval(changed));
  }

  Set<String> shutOff() {
    return Set.copyOf(shutOff);
  }

  /** In nanoseconds, by client. */
  Map<String, Long> smallestGaps() {
    return Map.copyOf(smallestGaps);
  }

  /** Calls with a breach, by judge; every judge is named. */
  Map<Judge, Long> breachCounts() {
    return new EnumMap<>(counts);
  }

  /** Calls in which any judge saw a breach, of one client. */
  long breachesOf(String client) {
    return breachesOfClients.getOrDefault(client, 0L);
  }

  /** The first thousand. */
  List<Breach> breaches() {
    return List.copyOf(breaches);
  }
}
