package se.sluss.receipts.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.receipts.webhook.replay.Replay;
import se.sluss.receipts.webhook.replay.ReplayKind;
import se.sluss.receipts.webhook.replay.ReplayStatus;

/** A replay as its owner sees it. */
@RegisterForReflection
record ReplayView(
    String id,
    String endpointId,
    ReplayKind kind,
    Instant since,
    Instant until,
    ReplayStatus status,
    int planned,
    int delivered,
    int failed,
    Instant createdAt,
    @Nullable Instant endedAt) {

  static ReplayView of(Replay replay) {
    Replay.Progress progress = replay.progress();
    return new ReplayView(
        replay.id().value(),
        replay.endpoint().value(),
        replay.kind(),
        replay.since(),
        replay.until(),
        replay.status(),
        progress.planned(),
        progress.delivered(),
        progress.failed(),
        replay.createdAt(),
        replay.endedAt().orElse(null));
  }
}
