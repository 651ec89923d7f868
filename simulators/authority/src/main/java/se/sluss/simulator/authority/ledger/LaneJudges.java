package se.sluss.simulator.authority.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The three judges of one client on one path. Calls may be told of out of the order of their first
 * bytes, as long as fewer than {@value #REMEMBERED} calls lie between. Not synchronised.
 */
final class LaneJudges {
  static final int LONGEST_WINDOW = 64;
  private static final int REMEMBERED = 2 * LONGEST_WINDOW;
  private static final int NANOS_PER_MICRO = 1_000;

  /** A call's first byte. */
  private record Stamp(long sequence, long nanos) {}

  private final String client;
  private final String path;
  private final List<Stamp> recent = new ArrayList<>();
  private long interval;

  /** The theoretical arrival time before the first of the recent calls, and after the last. */
  private @Nullable Long tatBefore;

  private @Nullable Long tatAfter;

  LaneJudges(String client, String path, Duration interval) {
    this.client = client;
    this.path = path;
    this.interval = interval.toNanos();
  }

  /** Nanoseconds to the nearest call known before; empty for the first. */
  Optional<Long> gap(long nanos) {
    return recent.stream().map(stamp -> Math.abs(nanos - stamp.nanos)).min(Long::compare);
  }

  /** Takes a call in; what each judge has against it. */
  List<Breach> arrived(long sequence, long nanos) {
    var stamp = new Stamp(sequence, nanos);
    int place = insert(stamp);
    var breaches = new ArrayList<Breach>(3);
    // Without an interval nothing is too close, however late a call is told of.
    if (interval > 0) {
      leastGap(place).ifPresent(breaches::add);
      window(place).ifPresent(breaches::add);
      gcra(place).ifPresent(breaches::add);
    }
    forgetOldest();
    return breaches;
  }

  /** Takes a call of an earlier process in without judging it. */
  void remember(long nanos) {
    insert(new Stamp(0, nanos));
    startAnew();
  }

  /** From now on this interval; it says nothing on how far apart earlier calls had to be. */
  void interval(Duration changed) {
    interval = changed.toNanos();
    startAnew();
  }

  /** Forgets all but the last call. */
  void startAnew() {
    if (recent.size() > 1) {
      recent.subList(0, recent.size() - 1).clear();
    }
    tatBefore = null;
    tatAfter = recent.isEmpty() ? null : recent.getFirst().nanos + interval;
  }

  private int insert(Stamp stamp) {
    int place = recent.size();
    while (place > 0 && recent.get(place - 1).nanos - stamp.nanos > 0) {
      place--;
    }
    recent.add(place, stamp);
    return place;
  }

  private Optional<Breach> leastGap(int place) {
    Breach worst = null;
    for (int later = place; later <= place + 1 && later < recent.size(); later++) {
      if (later > 0 && between(later - 1, later) < interval) {
        Breach breach = breach(Judge.LEAST_GAP, later - 1, later, 1);
        worst = worst == null || breach.observedMicros() < worst.observedMicros() ? breach : worst;
      }
    }
    return Optional.ofNullable(worst);
  }

  /**
   * Calls i to j are j - i + 1 in number. A stretch of j - i intervals that begins with call i and
   * leaves its end out may not hold them all.
   */
  private Optional<Breach> window(int place) {
    for (int length = 1; length <= LONGEST_WINDOW; length++) {
      for (int from = Math.max(0, place - length); from <= place; from++) {
        int to = from + length;
        if (to < recent.size() && between(from, to) < length * interval) {
          return Optional.of(breach(Judge.WINDOW, from, to, length));
        }
      }
    }
    return Optional.empty();
  }

  /** Runs over the recent calls again when this one belongs between them. */
  private Optional<Breach> gcra(int place) {
    boolean last = place == recent.size() - 1;
    Long tat = last ? tatAfter : tatBefore;
    Breach found = null;
    for (int i = last ? place : 0; i < recent.size(); i++) {
      long nanos = recent.get(i).nanos;
      if (tat != null && nanos - tat < 0) {
        if (i >= place && found == null) {
          found = gcraBreach(i, tat - nanos);
        }
      } else {
        tat = nanos + interval;
      }
    }
    tatAfter = tat;
    return Optional.ofNullable(found);
  }

  private Breach gcraBreach(int place, long early) {
    Stamp stamp = recent.get(place);
    Stamp before = place == 0 ? stamp : recent.get(place - 1);
    return new Breach(
        Judge.GCRA,
        client,
        path,
        stamp.sequence,
        before.sequence,
        1,
        (interval - early) / NANOS_PER_MICRO,
        interval / NANOS_PER_MICRO,
        before.nanos,
        stamp.nanos);
  }

  private Breach breach(Judge judge, int from, int to, int intervals) {
    Stamp earlier = recent.get(from);
    Stamp later = recent.get(to);
    return new Breach(
        judge,
        client,
        path,
        later.sequence,
        earlier.sequence,
        intervals,
        between(from, to) / NANOS_PER_MICRO,
        intervals * interval / NANOS_PER_MICRO,
        earlier.nanos,
        later.nanos);
  }

  private long between(int from, int to) {
    return recent.get(to).nanos - recent.get(from).nanos;
  }

  private void forgetOldest() {
    while (recent.size() > REMEMBERED) {
      long nanos = recent.removeFirst().nanos;
      if (tatBefore == null || nanos - tatBefore >= 0) {
        tatBefore = nanos + interval;
      }
    }
  }
}
