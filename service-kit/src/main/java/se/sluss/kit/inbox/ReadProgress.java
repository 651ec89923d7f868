package se.sluss.kit.inbox;

import java.util.Map;
import java.util.function.LongSupplier;

/** Whether a topic is read: to its end, or further than when it was last looked at. */
final class ReadProgress {
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private Map<Integer, Place> before = Map.of();
  private volatile long readAt;

  /**
   * One partition.
   *
   * @param read the offset up to which its records were applied or put aside
   * @param end the offset behind its last record
   */
  record Place(long read, long end) {}

  ReadProgress(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.readAt = nanoTime.getAsLong();
  }

  /** The places of all partitions now, by partition. */
  void see(Map<Integer, Place> places) {
    if (places.entrySet().stream().allMatch(one -> isRead(one.getKey(), one.getValue()))) {
      readAt = nanoTime.getAsLong();
    }
    before = Map.copyOf(places);
  }

  private boolean isRead(int partition, Place now) {
    Place earlier = before.get(partition);
    return now.read() >= now.end() || earlier == null || now.read() > earlier.read();
  }

  /** Since it was last seen to be read. */
  double unreadSeconds() {
    return (nanoTime.getAsLong() - readAt) / NANOS;
  }
}
