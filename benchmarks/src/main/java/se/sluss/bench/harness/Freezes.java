package se.sluss.bench.harness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** Replicas that are stopped (SIGSTOP) for a while, at any moment or right after a grant. */
final class Freezes {
  private static final double SHORTEST = 0.05;
  private static final double LONGEST = 30;
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
    try {
      log.accept(Fault.FREEZE, "%s, for %s".formatted(replica.name(), Draws.seconds(time)));
      replica.freeze();
      Pause.of(time);
    } finally {
      free(replica);
    }
  }

  /** Nobody knows who got the slot, so all are stopped; all but one go on soon. */
  void freezeAtGrant(SplittableRandom random) {
    Duration time = Draws.ofAnyLength(random, SHORTEST, LONGEST);
    Duration others = Draws.between(random, SHORTEST, 0.5);
    List<Replica> all = stage.replicas();
    Replica unlucky = Draws.one(all, random);
    List<Replica> seized = all.stream().filter(Replica::seize).toList();
    List<Replica> lucky = seized.stream().filter(replica -> replica != unlucky).toList();
    boolean aimed = false;
    try {
      aimed = seized.contains(unlucky) && awaitGrant();
      if (aimed) {
        seized.forEach(Replica::freeze);
        log.accept(
            Fault.FREEZE_AT_GRANT, "%s, for %s".formatted(unlucky.name(), Draws.seconds(time)));
        Pause.of(others);
      }
    } finally {
      lucky.forEach(Freezes::free);
    }
    try {
      if (aimed) {
        Pause.of(time.minus(others).isNegative() ? Duration.ZERO : time.minus(others));
      }
    } finally {
      if (seized.contains(unlucky)) {
        free(unlucky);
      }
    }
  }

  private static void free(Replica replica) {
    replica.thaw();
    replica.letGo();
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
