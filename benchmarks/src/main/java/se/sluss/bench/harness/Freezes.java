package se.sluss.bench.harness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** Replicas that are stopped (SIGSTOP) for a while, at any moment or right after a grant. */
final class Freezes {
  private static final double SHORTEST = 0.05;
  private static final double LONGEST = Waits.LONGEST_FREEZE.toSeconds();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration AIM = Duration.ofSeconds(5);
  private static final String NEWEST_GRANT =
      """
      SELECT id FROM submitter.attempt WHERE finished_at IS NULL AND sent_at IS NULL
      ORDER BY slot_at DESC LIMIT 1""";

  private final Stage stage;
  private final BiConsumer<Fault, String> log;

  Freezes(Stage stage, BiConsumer<Fault, String> log) {
    this.stage = stage;
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

  /** Nobody knows who got the slot, so all are stopped; all but one go on soon. */
  void freezeAtGrant(SplittableRandom random) {
    Duration time = Draws.ofAnyLength(random, SHORTEST, LONGEST);
    Duration others = Draws.between(random, SHORTEST, 0.5);
    List<Replica> all = stage.replicas();
    Replica unlucky = Draws.one(all, random);
    List<Replica> seized = all.stream().filter(Replica::seize).toList();
    if (!seized.contains(unlucky) || !awaitGrant()) {
      seized.forEach(Replica::letGo);
      return;
    }
    seized.forEach(Replica::freeze);
    log.accept(Fault.FREEZE_AT_GRANT, "%s, for %s".formatted(unlucky.name(), Draws.seconds(time)));
    try (ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Replica replica : seized) {
        ends.execute(() -> free(replica, replica == unlucky ? time : others));
      }
    }
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

  /** Polls as fast as it can until a slot is granted that was not before. */
  private boolean awaitGrant() {
    long deadline = System.nanoTime() + AIM.toNanos();
    try (Connection connection = stage.superuser();
        PreparedStatement newest = connection.prepareStatement(NEWEST_GRANT)) {
      Optional<String> before = grant(newest);
      while (System.nanoTime() - deadline < 0) {
        Optional<String> now = grant(newest);
        if (now.isPresent() && !now.equals(before)) {
          return true;
        }
      }
      return false;
    } catch (SQLException e) {
      return false;
    }
  }

  private static Optional<String> grant(PreparedStatement newest) throws SQLException {
    try (ResultSet rows = newest.executeQuery()) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }
}
