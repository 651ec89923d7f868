package se.sluss.simulator.authority.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Bytes;

/**
 * Every call since the start, or since the state folder was made; of its entries, as many as are to
 * be kept. A call is counted when its first byte arrives and entered when it has been dealt with.
 * Safe for use by several threads; counting never waits for entering, which may write to disk.
 */
public final class Ledger implements AutoCloseable {
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int HEADER_LISTS_KEPT = 1_000;
  private static final long BEFORE_A_BREACH = TimeUnit.MILLISECONDS.toNanos(50);

  private record Lane(String client, String path) implements Comparable<Lane> {
    @Override
    public int compareTo(Lane other) {
      int byClient = client.compareTo(other.client);
      return byClient == 0 ? path.compareTo(other.path) : byClient;
    }
  }

  private final Object counting = new Object();
  private final InstantSource clock;
  private final Pace pace;
  private final Keep keep;
  private final @Nullable StateFolder folder;
  private final Stalls stalls = new Stalls();
  private final Documents documents = new Documents();
  private final TreeMap<Long, LedgerEntry> entries = new TreeMap<>();
  private final TreeMap<Long, Bytes> contents = new TreeMap<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Lane, LaneCounts> lanes = new TreeMap<>();
  private final Map<List<String>, List<String>> headerLists = new ConcurrentHashMap<>();
  private long last;

  /** Continues what the folder holds; without a folder all is forgotten at the end. */
  public Ledger(Duration interval, InstantSource clock, @Nullable StateFolder folder) {
    this(interval, clock, folder, Keep.ALL);
  }

  /** The same, holding no more in memory than it is told to. */
  public Ledger(Duration interval, InstantSource clock, @Nullable StateFolder folder, Keep keep) {
    this.clock = clock;
    this.pace = new Pace(interval);
    this.keep = keep;
    this.folder = folder;
    if (folder != null) {
      folder.entries().forEach(this::remember);
      folder.shutOff().forEach(pace::shutOff);
    }
  }

  /** Counts a call. {@code nanos} is {@link System#nanoTime} when its first byte came. */
  public Arrival arrived(String client, String path, long nanos, Set<String> headers) {
    Instant at = clock.instant().minusNanos(System.nanoTime() - nanos);
    List<String> names = names(headers);
    synchronized (counting) {
      boolean before = pace.admits(client);
      Long gap = pace.arrived(client, path, nanos, ++last);
      boolean admitted = pace.admits(client);
      if (before && !admitted) {
        saveShutOff();
      }
      counts(client, path).arrived(nanos, gap == null ? Long.MAX_VALUE : gap);
      Long micros = gap == null ? null : gap / NANOS_PER_MICRO;
      return new Arrival(last, nanos, at, client, path, micros, names, admitted);
    }
  }

  /** Callers send the same headers again and again, and one list of them is enough. */
  private List<String> names(Set<String> headers) {
    List<String> names =
        headers.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .distinct()
            .sorted()
            .collect(Collectors.toUnmodifiableList());
    if (headerLists.size() >= HEADER_LISTS_KEPT) {
      return names;
    }
    List<String> known = headerLists.putIfAbsent(names, names);
    return known == null ? names : known;
  }

  /** Enters a call that has been dealt with; durable when this returns and there is a folder. */
  public LedgerEntry enter(Arrival arrival, Result result) {
    return enter(arrival, result, null);
  }

  /** The same, with the digest of the whole request. */
  public synchronized LedgerEntry enter(
      Arrival arrival, Result result, @Nullable String requestSha256) {
    Bytes document = result.document();
    String sha256 = document == null ? null : document.sha256();
    boolean stored = result.outcome() == Outcome.ACCEPTED;
    boolean resend = sha256 != null && documents.came(arrival, result.documentId(), sha256, stored);
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
            requestSha256,
            resend,
            result.answered());
    outcomes.merge(entry.outcome(), 1L, Long::sum);
    if (stored && !resend) {
      synchronized (counting) {
        counts(arrival.client(), arrival.path()).accepted();
      }
    }
    hold(entry, document);
    if (folder != null) {
      folder.append(entry, document);
    }
    return entry;
  }

  private void hold(LedgerEntry entry, @Nullable Bytes document) {
    entries.put(entry.sequence(), entry);
    if (document != null && keep.documents()) {
      contents.put(entry.sequence(), document);
    }
    while (entries.size() > keep.entries()) {
      contents.remove(entries.pollFirstEntry().getKey());
    }
  }

  /**
   * A call is over. {@code nanos} is {@link System#nanoTime} when the last byte of its answer was
   * written, or its connection was gone.
   */
  public void ended(Arrival arrival, long nanos, boolean receiptWritten) {
    documents.ended(arrival.sequence(), nanos, receiptWritten);
  }

  /** All entries after that one, of those that are kept. */
  public List<LedgerEntry> entriesAfter(long sequence) {
    return entriesAfter(sequence, Long.MAX_VALUE);
  }

  /** Whoever notes arrivals was held up for so many nanoseconds, until that moment. */
  public void heldUp(long until, long nanos) {
    stalls.heldUp(until, nanos);
  }

  /** At most so many entries after that one, of those that are kept. */
  public synchronized List<LedgerEntry> entriesAfter(long sequence, long limit) {
    return entries.tailMap(sequence, false).values().stream().limit(limit).toList();
  }

  /** The raw bytes of the document that came with a call, while they are kept. */
  public synchronized Optional<Bytes> document(long sequence) {
    return Optional.ofNullable(contents.get(sequence));
  }

  public Summary summary() {
    Map<Outcome, Long> ended = outcomes();
    Map<String, Double> gaps = new TreeMap<>();
    synchronized (counting) {
      pace.smallestGaps().forEach((client, nanos) -> gaps.put(client, millis(nanos)));
      return new Summary(
          last,
          ended.getOrDefault(Outcome.ACCEPTED, 0L),
          ended.entrySet().stream()
              .filter(outcome -> outcome.getKey().refused())
              .mapToLong(Map.Entry::getValue)
              .sum(),
          ended,
          gaps.values().stream().min(Double::compare).orElse(null),
          gaps,
          pace.shutOff().stream().sorted().toList(),
          pace.breachCounts(),
          documents.counts(),
          millis(stalls.longest()));
    }
  }

  private synchronized Map<Outcome, Long> outcomes() {
    return Collections.unmodifiableMap(new EnumMap<>(outcomes));
  }

  /** Each client on each path. */
  public List<LaneSummary> lanes() {
    synchronized (counting) {
      return lanes.entrySet().stream()
          .map(
              lane -> {
                String client = lane.getKey().client;
                return lane.getValue()
                    .summary(
                        client, lane.getKey().path, pace.breachesOf(client), !pace.admits(client));
              })
          .toList();
    }
  }

  /** A breach, with the longest time for which this process was held up around it. */
  public record WeighedBreach(Breach breach, double stallMillis) {}

  /** The first thousand breaches. */
  public List<WeighedBreach> breaches() {
    List<Breach> found;
    synchronized (counting) {
      found = pace.breaches();
    }
    return found.stream()
        .map(
            breach ->
                new WeighedBreach(
                    breach,
                    millis(
                        stalls.longestBetween(
                            breach.earlierNanos() - BEFORE_A_BREACH, breach.nanos()))))
        .toList();
  }

  /** The first thousand documents that came again in a way worth telling. */
  public List<Repeat> repeats() {
    return documents.repeats();
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

  private LaneCounts counts(String client, String path) {
    return lanes.computeIfAbsent(new Lane(client, path), key -> new LaneCounts());
  }

  private void saveShutOff() {
    if (folder != null) {
      folder.saveShutOff(pace.shutOff());
    }
  }

  private void remember(LedgerEntry entry, @Nullable Bytes document) {
    hold(entry, document);
    outcomes.merge(entry.outcome(), 1L, Long::sum);
    last = Math.max(last, entry.sequence());
    if (entry.outcome() == Outcome.ACCEPTED && entry.documentSha256() != null) {
      documents.remember(entry.documentId(), entry.documentSha256());
    }
    long ago = Duration.between(entry.arrival(), clock.instant()).toNanos();
    long nanos = System.nanoTime() - ago;
    Long gap = entry.gapMicros();
    LaneCounts lane = counts(entry.client(), entry.path());
    lane.arrived(nanos, gap == null ? Long.MAX_VALUE : gap * NANOS_PER_MICRO);
    if (entry.outcome() == Outcome.ACCEPTED && !entry.resend()) {
      lane.accepted();
    }
    pace.remember(entry.client(), entry.path(), nanos, gap == null ? null : gap * NANOS_PER_MICRO);
  }

  @Override
  public void close() {
    stalls.close();
  }

  private static double millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos) / 1_000d;
  }
}
