package se.sluss.bench.harness;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A bound that some of a stage's lanes share, and what the authority saw of them together. */
public final class Ceiling {
  private static final String NAME = "shared";

  /** Few of the lanes, since the ceiling's guard makes all of them together a slow one. */
  private static final int ONE_IN = 8;

  private static final int FEWEST = 2;

  private final Set<String> clients;
  private final Duration interval;

  private Ceiling(Set<String> clients, Duration interval) {
    this.clients = clients;
    this.interval = interval;
  }

  /**
   * Puts one over the first lanes. Its interval is half as long again as theirs, so that it is not
   * kept by lanes that keep their own.
   */
  static Ceiling over(Stage stage) {
    Duration interval = stage.options().interval().multipliedBy(3).dividedBy(2);
    List<Lane> all = stage.lanes();
    List<Lane> under = all.subList(0, Math.min(all.size(), Math.max(FEWEST, all.size() / ONE_IN)));
    stage.atSubmitter(
        door -> door.put("/v1/ceilings/" + NAME, Map.of("interval", interval.toString())));
    for (Lane lane : under) {
      stage.atSubmitter(
          door ->
              door.put("/v1/lanes/" + lane.connectionId() + "/ceiling", Map.of("ceiling", NAME)));
    }
    return new Ceiling(
        under.stream().map(lane -> lane.vendor().value()).collect(Collectors.toUnmodifiableSet()),
        interval);
  }

  /**
   * Calls of all lanes under a ceiling together.
   *
   * @param tooClose calls that came sooner after the one before than the ceiling allows
   * @param smallestGap between two of them; zero when there were not two
   */
  public record Sight(
      int lanes, Duration interval, long calls, long tooClose, Duration smallestGap) {}

  /** What the authority saw, of all its calls. */
  Sight seenIn(List<AuthorityDoor.Call> calls) {
    return seen(calls, clients, interval);
  }

  static Sight seen(List<AuthorityDoor.Call> calls, Set<String> clients, Duration interval) {
    long[] arrivals =
        calls.stream()
            .filter(call -> clients.contains(call.client()))
            .mapToLong(AuthorityDoor.Call::arrivalNanos)
            .sorted()
            .toArray();
    long tooClose = 0;
    long smallest = Long.MAX_VALUE;
    for (int i = 1; i < arrivals.length; i++) {
      long gap = arrivals[i] - arrivals[i - 1];
      tooClose += gap < interval.toNanos() ? 1 : 0;
      smallest = Math.min(smallest, gap);
    }
    return new Sight(
        clients.size(),
        interval,
        arrivals.length,
        tooClose,
        arrivals.length < 2 ? Duration.ZERO : Duration.ofNanos(smallest));
  }
}
