package se.sluss.simulator.sink;

import org.jspecify.annotations.Nullable;

/**
 * One request to a hook, as it came.
 *
 * @param webhookId the header of that name; absent when the request had none
 * @param timestamp the header {@code webhook-timestamp}, unparsed
 * @param type the body's member of that name; absent when the body is no such JSON
 * @param receivedAt ISO 8601, UTC, when the body had been read
 * @param answered the status that was answered
 */
record Delivery(
    long sequence,
    String name,
    @Nullable String webhookId,
    @Nullable String timestamp,
    @Nullable String signature,
    @Nullable String type,
    String body,
    Verdict verified,
    String receivedAt,
    int answered) {}
