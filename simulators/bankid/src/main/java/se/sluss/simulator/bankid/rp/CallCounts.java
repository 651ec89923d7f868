package se.sluss.simulator.bankid.rp;

import java.util.Map;
import java.util.TreeMap;

/** How often each operation was called by relying parties, whatever was answered. */
public final class CallCounts {
  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void count(String operation) {
    counts.merge(operation, 1L, Long::sum);
  }

  /** By operation; one that was never called is missing. */
  public synchronized Map<String, Long> all() {
    return Map.copyOf(counts);
  }
}
