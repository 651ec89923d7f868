package se.sluss.simulator.authority.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first byte of a call.
 *
 * @param sequence counts calls from 1, in the order in which their heads were read
 * @param nanos {@link System#nanoTime} at the first byte; means something within one process only
 * @param gapMicros whole microseconds to the nearest earlier or later call of the same client on
 *     the same path; null for the first one
 * @param headers names of the headers in the call's head, lower case, sorted, each once
 * @param admitted false when the client is shut off, by this call or before it
 */
public record Arrival(
    long sequence,
    long nanos,
    Instant at,
    String client,
    String path,
    @Nullable Long gapMicros,
    List<String> headers,
    boolean admitted) {
  public Arrival {
    headers = List.copyOf(headers);
  }
}
