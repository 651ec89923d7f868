package se.sluss.submitter.governor;

import java.time.Instant;

/**
 * What would become of documents handed in now, if all were signed at once and nothing else came.
 *
 * @param documents how many
 * @param lastPosition the place of the last of them in the lane, from 1
 * @param firstLeavesAt when the slot of the first is expected, UTC
 * @param lastLeavesAt when the slot of the last is expected, UTC
 */
public record Forecast(
    int documents, long lastPosition, Instant firstLeavesAt, Instant lastLeavesAt) {}
