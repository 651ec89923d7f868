package se.sluss.simulator.authority.ledger;

/**
 * A call that came too soon, as one judge saw it.
 *
 * @param sequence the later of the two calls between which it was measured
 * @param earlier the other; 0 when a call of an earlier process
 * @param intervals how many intervals had to lie between them
 * @param observedMicros what lay between them
 * @param requiredMicros what had to
 * @param earlierNanos {@link System#nanoTime} of the earlier call
 * @param nanos {@link System#nanoTime} of the later call
 */
public record Breach(
    Judge judge,
    String client,
    String path,
    long sequence,
    long earlier,
    int intervals,
    long observedMicros,
    long requiredMicros,
    long earlierNanos,
    long nanos) {}
