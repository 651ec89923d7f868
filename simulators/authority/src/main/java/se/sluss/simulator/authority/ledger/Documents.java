package se.sluss.simulator.authority.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which documents came, and which of them came again. A document is its own id, or its SHA-256
 * where it has no id. Takes some 250 bytes a document. Thread-safe.
 */
final class Documents {
  private static final int REPEATS_KEPT = 1_000;

  private static final class Known {
    private final String sha256;
    private boolean accepted;
    private long receiptCall;
    private long receiptNanos;
    private long latestCall;
    private int open;
    private boolean ended;
    private long endNanos;

    private Known(String sha256) {
      this.sha256 = sha256;
    }
  }

  private final Map<String, Known> known = new HashMap<>();
  private final Map<Long, Known> open = new HashMap<>();
  private final Map<Repeat.Kind, Long> counts = new EnumMap<>(Repeat.Kind.class);
  private final List<Repeat> repeats = new ArrayList<>();

  Documents() {
    for (Repeat.Kind kind : Repeat.Kind.values()) {
      counts.put(kind, 0L);
    }
  }

  /**
   * A call with a document has been read.
   *
   * @return whether the very same bytes had been accepted before
   */
  synchronized boolean came(
      Arrival arrival, @Nullable String id, String sha256, boolean nowAccepted) {
    String name = id == null ? sha256 : id;
    Known document = known.computeIfAbsent(name, key -> new Known(sha256));
    boolean sameBytes = document.sha256.equals(sha256);
    if (!sameBytes) {
      tell(Repeat.Kind.OTHER_BYTES, arrival, name, document.latestCall);
    }
    if (document.open > 0 || (document.ended && arrival.nanos() - document.endNanos < 0)) {
      tell(Repeat.Kind.OVERLAPPING, arrival, name, document.latestCall);
    }
    if (document.receiptCall != 0 && arrival.nanos() - document.receiptNanos > 0) {
      tell(Repeat.Kind.AFTER_RECEIPT, arrival, name, document.receiptCall);
    }
    boolean resend = sameBytes && document.accepted;
    document.accepted |= nowAccepted;
    document.latestCall = arrival.sequence();
    document.open++;
    open.put(arrival.sequence(), document);
    return resend;
  }

  /** A call is over: its answer was wholly written, or its connection is gone. */
  synchronized void ended(long sequence, long nanos, boolean receiptWritten) {
    Known document = open.remove(sequence);
    if (document == null) {
      return;
    }
    document.open--;
    if (!document.ended || nanos - document.endNanos > 0) {
      document.endNanos = nanos;
    }
    document.ended = true;
    if (receiptWritten && document.receiptCall == 0) {
      document.receiptCall = sequence;
      document.receiptNanos = nanos;
    }
  }

  /** A document that an earlier process accepted. */
  synchronized void remember(@Nullable String id, String sha256) {
    known.computeIfAbsent(id == null ? sha256 : id, key -> new Known(sha256)).accepted = true;
  }

  /** By kind; every kind is named. */
  synchronized Map<Repeat.Kind, Long> counts() {
    return new EnumMap<>(counts);
  }

  /** The first thousand. */
  synchronized List<Repeat> repeats() {
    return List.copyOf(repeats);
  }

  private void tell(Repeat.Kind kind, Arrival arrival, String name, long earlier) {
    counts.merge(kind, 1L, Long::sum);
    if (repeats.size() < REPEATS_KEPT) {
      repeats.add(new Repeat(kind, arrival.client(), name, arrival.sequence(), earlier));
    }
  }
}
