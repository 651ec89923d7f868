package se.sluss.simulator.authority.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in a few numbers.
 *
 * @param calls every call whose head was read, those still being dealt with too
 * @param refused calls that got a final no to their document
 * @param smallestGapMillis shortest time between two calls of one client on one path, in
 *     milliseconds with three decimals; null while no client has called twice
 */
public record Summary(
    long calls,
    int accepted,
    int refused,
    Map<Outcome, Integer> outcomes,
    @Nullable Double smallestGapMillis,
    Map<String, Double> smallestGapByClient,
    List<String> shutOff) {
  public Summary {
    outcomes = Map.copyOf(outcomes);
    smallestGapByClient = Map.copyOf(smallestGapByClient);
    shutOff = List.copyOf(shutOff);
  }
}
