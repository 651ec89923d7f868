package se.sluss.simulator.authority.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One client on one path in a few numbers.
 *
 * @param accepted documents that were taken, each once
 * @param breaches calls of this client, on any path, in which a judge saw a breach
 * @param firstNanos {@link System#nanoTime} of the first call's first byte
 * @param lastNanos of the last call's
 */
public record LaneSummary(
    String client,
    String path,
    long calls,
    long accepted,
    long breaches,
    boolean shutOff,
    @Nullable Double smallestGapMillis,
    long firstNanos,
    long lastNanos) {}
