package se.sluss.bench.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** Replicas that are stopped (SIGSTOP) for a while, at any moment or when a slot opens. */
final class Freezes {
  private static final double SHORTEST = 0.05;
  private static final double LONGEST = Waits.LONGEST_FREEZE.toSeconds();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration AIM = Duration.ofSeconds(5);

  /** Around the last look at the clock, and the write that follows it. */
  private static final double FIRST_STOP = -0.002;

  private static final double LAST_STOP = 0.005;

  private final Stage stage;
  private final Grants grants;
  private final BiConsumer<Fault, String> log;

  Freezes(Stage stage, BiConsumer<Fault, String> log) {
    this.stage = stage;
    this.grants = new Grants(stage);
    this.log = log;
  }

  void freeze(SplittableRandom random) {
    Replica replica = Draws.one(stage.replicas(), random);
    Duration time = Draws.ofAnyLength(random, SHORTEST, LONGEST);
    if (!replica.seize(PATIENCE)) {
      return;
    }
    log.accept(Fault.FREEZE, "%s, for %s".formatted(replica.name(), Draws.seconds(time)));
    replica.freeze();
    free(replica, time);
  }

  /**
   * Stops at about the moment at which a call leaves. Nobody knows who got the slot, so all are
   * stopped; all but one go on soon.
   */
  void freezeAtGrant(SplittableRandom random) {
    Duration time = Draws.ofAnyLength(random, SHORTEST, LONGEST);
    Duration others = Draws.between(random, SHORTEST, 0.5);
    List<Replica> all = stage.replicas();
    Replica unlucky = Draws.one(all, random);
    Duration offset = Draws.between(random, FIRST_STOP, LAST_STOP);
    List<Replica> seized = all.stream().filter(Replica::seize).toList();
    Optional<Grants.Seen> grant =
        seized.contains(unlucky) ? grants.await(AIM, offset) : Optional.empty();
    if (grant.isEmpty()) {
      seized.forEach(Replica::letGo);
      return;
    }
    Pause.awakeUntil(grant.get().departure().plus(offset));
    seized.forEach(Replica::freeze);
    Instant stopped = Instant.now();
    log.accept(
        Fault.FREEZE_AT_GRANT,
        String.format(
            Locale.ROOT,
            "%s, for %s; all stopped %+.3f ms from when a slot opened, %+.3f ms from its grant",
            unlucky.name(),
            Draws.seconds(time),
            millis(grant.get().slot(), stopped),
            millis(grant.get().at(), stopped)));
    try (ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Replica replica : seized) {
        ends.execute(() -> free(replica, replica == unlucky ? time : others));
      }
    }
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  /** After that time it goes on; nobody else gets it before it has run for a moment. */
  private static void free(Replica replica, Duration time) {
    try {
      Pause.of(time);
      replica.thaw();
      Pause.of(Waits.BREATH);
    } finally {
      replica.thaw();
      replica.letGo();
    }
  }
}
