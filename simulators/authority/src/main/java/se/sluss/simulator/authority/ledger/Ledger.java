package se.sluss.simulator.authority.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Bytes;

/**
 * Every call since the start, or since the state folder was made. A call is counted when its first
 * byte arrives and entered when it has been dealt with. Safe for use by several threads; counting
 * never waits for entering, which may write to disk.
 */
public final class Ledger {
  private static final int NANOS_PER_MICRO = 1_000;

  private final Object counting = new Object();
  private final InstantSource clock;
  private final Pace pace;
  private final @Nullable StateFolder folder;
  private final TreeMap<Long, LedgerEntry> entries = new TreeMap<>();
  private final Map<Long, Bytes> documents = new TreeMap<>();
  private final Set<String> accepted = new HashSet<>();
  private long last;

  /** Continues what the folder holds; without a folder all is forgotten at the end. */
  public Ledger(Duration interval, InstantSource clock, @Nullable StateFolder folder) {
    this.clock = clock;
    this.pace = new Pace(interval);
    this.folder = folder;
    if (folder != null) {
      folder.entries().forEach(this::remember);
      folder.shutOff().forEach(pace::shutOff);
    }
  }

  /** Counts a call. {@code nanos} is {@link System#nanoTime} when its first byte came. */
  public Arrival arrived(String client, String path, long nanos, Set<String> headers) {
    Instant at = clock.instant().minusNanos(System.nanoTime() - nanos);
    synchronized (counting) {
      boolean before = pace.admits(client);
      Long gap = pace.arrived(client, path, nanos);
      boolean admitted = pace.admits(client);
      if (before && !admitted) {
        saveShutOff();
      }
      Long micros = gap == null ? null : gap / NANOS_PER_MICRO;
      List<String> names =
          headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().sorted().toList();
      return new Arrival(++last, nanos, at, client, path, micros, names, admitted);
    }
  }

  /** Enters a call that has been dealt with; durable when this returns and there is a folder. */
  public synchronized LedgerEntry enter(Arrival arrival, Result result) {
    Bytes document = result.document();
    String sha256 = document == null ? null : document.sha256();
    boolean stored = result.outcome() == Outcome.ACCEPTED;
    LedgerEntry entry =
        new LedgerEntry(
            arrival.sequence(),
            arrival.at().toString(),
            arrival.nanos(),
            arrival.client(),
            arrival.path(),
            result.product(),
            arrival.gapMicros(),
            arrival.headers(),
            result.outcome(),
            result.reason(),
            result.txId(),
            result.documentId(),
            sha256,
            sha256 != null && accepted.contains(sha256),
            result.answered());
    if (sha256 != null && stored) {
      accepted.add(sha256);
    }
    entries.put(entry.sequence(), entry);
    if (document != null) {
      documents.put(entry.sequence(), document);
    }
    if (folder != null) {
      folder.append(entry, document);
    }
    return entry;
  }

  public synchronized List<LedgerEntry> entriesAfter(long sequence) {
    return new ArrayList<>(entries.tailMap(sequence, false).values());
  }

  /** The raw bytes of the document that came with a call. */
  public synchronized Optional<Bytes> document(long sequence) {
    return Optional.ofNullable(documents.get(sequence));
  }

  public Summary summary() {
    List<LedgerEntry> entered = entriesAfter(0);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    entered.forEach(entry -> outcomes.merge(entry.outcome(), 1, Integer::sum));
    Map<String, Double> gaps = new TreeMap<>();
    synchronized (counting) {
      pace.smallestGaps().forEach((client, nanos) -> gaps.put(client, millis(nanos)));
      return new Summary(
          last,
          outcomes.getOrDefault(Outcome.ACCEPTED, 0),
          (int) entered.stream().filter(entry -> entry.outcome().refused()).count(),
          outcomes,
          gaps.values().stream().min(Double::compare).orElse(null),
          gaps,
          pace.shutOff().stream().sorted().toList());
    }
  }

  /** Changes the shortest time between two calls from now on. */
  public void interval(Duration interval) {
    synchronized (counting) {
      pace.interval(interval);
    }
  }

  /** Lets a client call again; false when it was not shut off. */
  public boolean reinstate(String client) {
    synchronized (counting) {
      boolean was = pace.reinstate(client);
      saveShutOff();
      return was;
    }
  }

  private void saveShutOff() {
    if (folder != null) {
      folder.saveShutOff(pace.shutOff());
    }
  }

  private void remember(LedgerEntry entry, @Nullable Bytes document) {
    entries.put(entry.sequence(), entry);
    last = Math.max(last, entry.sequence());
    if (document != null) {
      documents.put(entry.sequence(), document);
    }
    if (entry.outcome() == Outcome.ACCEPTED && entry.documentSha256() != null) {
      accepted.add(entry.documentSha256());
    }
    long ago = Duration.between(entry.arrival(), clock.instant()).toNanos();
    Long gap = entry.gapMicros();
    pace.remember(
        entry.client(),
        entry.path(),
        System.nanoTime() - ago,
        gap == null ? null : gap * NANOS_PER_MICRO);
  }

  private static double millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos) / 1_000d;
  }
}
