package se.sluss.bench.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When calls came, by lane, as the authority stamped their first bytes. {@link System#nanoTime} of
 * this machine is the same in all processes on Linux.
 */
public final class Arrivals {
  private final Map<String, long[]> byClient = new HashMap<>();

  private Arrivals() {}

  /** Of these calls, those that came between two moments. */
  public static Arrivals between(List<AuthorityDoor.Call> calls, long from, long to) {
    Map<String, List<Long>> times = new HashMap<>();
    for (AuthorityDoor.Call call : calls) {
      long nanos = call.arrivalNanos();
      if (nanos - from >= 0 && nanos - to < 0) {
        times.computeIfAbsent(call.client(), client -> new ArrayList<>()).add(nanos);
      }
    }
    var arrivals = new Arrivals();
    times.forEach(
        (client, list) ->
            arrivals.byClient.put(
                client, list.stream().mapToLong(Long::longValue).sorted().toArray()));
    return arrivals;
  }

  /** The times of one lane, in order. */
  public long[] of(String client) {
    return byClient.getOrDefault(client, new long[0]).clone();
  }

  /** How many calls there were. */
  public long count() {
    return byClient.values().stream().mapToLong(times -> times.length).sum();
  }

  /**
   * Slots with a call, and all slots, of lanes that always had work. A lane's beat is the median of
   * its gaps; a gap of n beats, rounded, had n - 1 slots without a call.
   */
  public record Slots(long used, long lost, double medianGapMillis, double longestGapMillis) {
    /** Slots with a call ÷ slots. */
    public double share() {
      return used == 0 ? Double.NaN : (double) used / (used + lost);
    }
  }

  /** The slots of all lanes together. */
  public Slots slots() {
    long used = 0;
    long lost = 0;
    long longest = 0;
    var medians = new ArrayList<Long>();
    for (long[] times : byClient.values()) {
      long[] gaps = gaps(times);
      if (gaps.length == 0) {
        continue;
      }
      long median = median(gaps);
      medians.add(median);
      used += gaps.length;
      for (long gap : gaps) {
        lost += missed(gap, median);
        longest = Math.max(longest, gap);
      }
    }
    double beat =
        medians.stream()
            .mapToLong(Long::longValue)
            .sorted()
            .skip(medians.size() / 2)
            .findFirst()
            .orElse(0);
    return new Slots(used, lost, beat / 1e6, longest / 1e6);
  }

  /** How many slots a lane lost between two moments, by its beat over all its calls. */
  public long lostBetween(String client, long from, long to) {
    long[] times = byClient.getOrDefault(client, new long[0]);
    long[] gaps = gaps(times);
    if (gaps.length == 0) {
      return 0;
    }
    long median = median(gaps);
    long lost = 0;
    for (int i = 1; i < times.length; i++) {
      if (times[i] - from >= 0 && times[i - 1] - to <= 0) {
        lost += missed(times[i] - times[i - 1], median);
      }
    }
    return lost;
  }

  private static long missed(long gap, long beat) {
    return Math.max(0, Math.round((double) gap / beat) - 1);
  }

  private static long[] gaps(long[] times) {
    long[] gaps = new long[Math.max(0, times.length - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = times[i + 1] - times[i];
    }
    return gaps;
  }

  private static long median(long[] gaps) {
    long[] sorted = gaps.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
