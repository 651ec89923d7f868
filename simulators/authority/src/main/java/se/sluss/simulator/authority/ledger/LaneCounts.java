package se.sluss.simulator.authority.ledger;

/** Running numbers of one client on one path. Not synchronised. */
final class LaneCounts {
  private long calls;
  private long accepted;
  private long firstNanos;
  private long lastNanos;
  private long smallestGap = Long.MAX_VALUE;

  void arrived(long nanos, long gap) {
    firstNanos = calls == 0 ? nanos : firstNanos;
    lastNanos = calls == 0 || nanos - lastNanos > 0 ? nanos : lastNanos;
    smallestGap = Math.min(smallestGap, gap);
    calls++;
  }

  void accepted() {
    accepted++;
  }

  LaneSummary summary(String client, String path, long breaches, boolean shutOff) {
    Double gap = smallestGap == Long.MAX_VALUE ? null : smallestGap / 1_000 / 1_000d;
    return new LaneSummary(
        client, path, calls, accepted, breaches, shutOff, gap, firstNanos, lastNanos);
  }
}
