package se.sluss.bench.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The authority simulator's control door. */
public final class AuthorityDoor {
  private static final int PAGE = 2_000;

  private final Door door;

  AuthorityDoor(URI address) {
    this.door = new Door(address, Optional.empty());
  }

  /**
   * What it counted.
   *
   * @param breaches by judge
   * @param repeats by kind
   */
  public record Summary(
      long calls,
      long accepted,
      Map<String, Long> outcomes,
      List<String> shutOff,
      Map<String, Long> breaches,
      Map<String, Long> repeats,
      double longestStallMillis) {
    /** Breaches as all judges together saw them. */
    public long allBreaches() {
      return breaches.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Documents that came again in that way. */
    public long repeats(String kind) {
      return repeats.getOrDefault(kind, 0L);
    }
  }

  /** One client on one path, as it counted it. */
  public record Lane(
      String client,
      String path,
      long calls,
      long accepted,
      long breaches,
      boolean shutOff,
      double smallestGapMillis,
      long firstNanos,
      long lastNanos) {}

  /** One call, as far as figures need it. */
  public record Call(long sequence, long arrivalNanos, String client, String documentId) {}

  /** A client's key store in PKCS #12. */
  public record Certificate(String keyStore, String password) {}

  public Summary summary() {
    return call(() -> door.read(door.get("/summary"), Summary.class));
  }

  public List<Lane> lanes() {
    return call(() -> list(door.get("/lanes"), Lane.class));
  }

  /** The calls after that one, oldest first, as far as they are still kept. */
  public List<Call> callsAfter(long sequence) {
    var calls = new ArrayList<Call>();
    long after = sequence;
    while (true) {
      long from = after;
      List<Call> page =
          call(() -> list(door.get("/ledger?after=%d&limit=%d".formatted(from, PAGE)), Call.class));
      calls.addAll(page);
      if (page.size() < PAGE) {
        return calls;
      }
      after = page.getLast().sequence();
    }
  }

  /** What the judges found, for people. */
  public List<String> breaches() {
    return texts("/breaches");
  }

  /** What came again, for people. */
  public List<String> repeats() {
    return texts("/repeats");
  }

  /** A client certificate. */
  public Certificate certificate(String commonName) {
    return call(
        () ->
            door.read(
                door.post("/certificates", Map.of("commonName", commonName)), Certificate.class));
  }

  public void interval(Duration interval) {
    call(() -> door.put("/interval", Map.of("interval", interval.toString())));
  }

  /** So many of the next answers come that much later. */
  public void answerLate(Duration later, int times) {
    call(
        () ->
            door.post(
                "/faults", Map.of("kind", "latency", "millis", later.toMillis(), "times", times)));
  }

  /** A share of the answers comes late, never, or as a reset. */
  public void chaos(long seed, double share, Duration latest) {
    call(
        () ->
            door.put(
                "/chaos",
                Map.of(
                    "seed",
                    seed,
                    "share",
                    share,
                    "mostMillis",
                    latest.toMillis(),
                    "kinds",
                    List.of(
                        "latency",
                        "latency",
                        "latency",
                        "never",
                        "reset",
                        "reset-before-storing",
                        "drop-before-storing",
                        "drop-after-storing"))));
  }

  public void calm() {
    call(
        () -> {
          door.delete("/chaos");
          return true;
        });
  }

  private List<String> texts(String path) {
    var texts = new ArrayList<String>();
    call(() -> door.get(path)).forEach(node -> texts.add(node.toString()));
    return texts;
  }

  private <T> List<T> list(JsonNode nodes, Class<T> type) {
    var read = new ArrayList<T>();
    nodes.forEach(node -> read.add(door.read(node, type)));
    return read;
  }

  private interface Ask<T> {
    T ask() throws IOException;
  }

  private static <T> T call(Ask<T> ask) {
    try {
      return ask.ask();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
