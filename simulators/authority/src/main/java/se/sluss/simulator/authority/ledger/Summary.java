package se.sluss.simulator.authority.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in a few numbers.
 *
 * @param calls every call whose head was read, those still being dealt with too
 * @param accepted calls whose document was taken
 * @param refused calls that got a final no to their document
 * @param smallestGapMillis shortest time between two calls of one client on one path, in
 *     milliseconds with three decimals; null while no client has called twice
 * @param breaches calls that came too soon, by judge
 * @param repeats documents that came again in a way worth telling, by kind
 * @param longestStallMillis for how long this process itself was held up at most
 */
public record Summary(
    long calls,
    long accepted,
    long refused,
    Map<Outcome, Long> outcomes,
    @Nullable Double smallestGapMillis,
    Map<String, Double> smallestGapByClient,
    List<String> shutOff,
    Map<Judge, Long> breaches,
    Map<Repeat.Kind, Long> repeats,
    double longestStallMillis) {
  public Summary {
    outcomes = Map.copyOf(outcomes);
    smallestGapByClient = Map.copyOf(smallestGapByClient);
    shutOff = List.copyOf(shutOff);
    breaches = Map.copyOf(breaches);
    repeats = Map.copyOf(repeats);
  }
}
