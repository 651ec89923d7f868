package se.sluss.bench.harness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import se.sluss.bench.harness.TcpProxy.Mode;
import se.sluss.bench.harness.TcpProxy.Way;
import se.sluss.launcher.suite.Component;
import se.sluss.model.event.Topic;

/** How each fault is made to happen. One whose victim others do not let go does not happen. */
final class Weapons {
  private static final double SHORTEST_FREEZE = 0.05;
  private static final double LONGEST_FREEZE = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration AIM = Duration.ofSeconds(5);
  private static final String NEWEST_GRANT =
      """
      SELECT id FROM submitter.attempt WHERE finished_at IS NULL AND sent_at IS NULL
      ORDER BY slot_at DESC LIMIT 1""";

  private final Stage stage;
  private final BiConsumer<Fault, String> log;
  private final Semaphore postgres = new Semaphore(1);

  Weapons(Stage stage, BiConsumer<Fault, String> log) {
    this.stage = stage;
    this.log = log;
  }

  void strike(Fault fault, SplittableRandom random) {
    switch (fault) {
      case KILL -> kill(random);
      case FREEZE -> freeze(random);
      case FREEZE_AT_GRANT -> freezeAtGrant(random);
      case HOLD_ROW -> holdRow(random);
      case KILL_POSTGRES -> killPostgres(random);
      case CUT_AUTHORITY -> cut(fault, one(stage.lanes(), random).way(), "a lane", random);
      case CUT_POSTGRES -> {
        Replica replica = one(stage.replicas(), random);
        replica.database().ifPresent(way -> cut(fault, way, replica.name(), random));
      }
      case REBALANCE -> rebalance(random);
      case STEP_CLOCK -> stepClock(random);
    }
  }

  private void kill(SplittableRandom random) {
    Replica replica = one(stage.replicas(), random);
    Duration down = between(random, 0, 3);
    if (!replica.seize(PATIENCE)) {
      return;
    }
    try {
      log.accept(Fault.KILL, "%s, for %s".formatted(replica.name(), seconds(down)));
      replica.kill9();
      Pause.of(down);
      replica.start();
    } finally {
      replica.letGo();
    }
  }

  private void freeze(SplittableRandom random) {
    Replica replica = one(stage.replicas(), random);
    Duration time = freezing(random);
    if (!replica.seize(PATIENCE)) {
      return;
    }
    try {
      log.accept(Fault.FREEZE, "%s, for %s".formatted(replica.name(), seconds(time)));
      replica.freeze();
      Pause.of(time);
    } finally {
      replica.thaw();
      replica.letGo();
    }
  }

  /** Nobody knows who got the slot, so all are stopped; all but one go on soon. */
  private void freezeAtGrant(SplittableRandom random) {
    Duration time = freezing(random);
    Duration others = between(random, SHORTEST_FREEZE, 0.5);
    List<Replica> all = stage.replicas();
    Replica unlucky = one(all, random);
    List<Replica> seized = all.stream().filter(Replica::seize).toList();
    List<Replica> lucky = seized.stream().filter(replica -> replica != unlucky).toList();
    boolean aimed = false;
    try {
      aimed = seized.contains(unlucky) && awaitGrant();
      if (aimed) {
        seized.forEach(Replica::freeze);
        log.accept(Fault.FREEZE_AT_GRANT, "%s, for %s".formatted(unlucky.name(), seconds(time)));
        Pause.of(others);
      }
    } finally {
      lucky.forEach(Weapons::free);
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

  private void holdRow(SplittableRandom random) {
    Lane lane = one(stage.lanes(), random);
    Duration time = between(random, 0.1, 2);
    try (Connection connection = stage.superuser();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.setQueryTimeout(5);
      sql.executeQuery(
          "SELECT 1 FROM submitter.lane WHERE connection_id = '%s' FOR UPDATE"
              .formatted(lane.connectionId()));
      log.accept(Fault.HOLD_ROW, "%s, for %s".formatted(lane.connectionId(), seconds(time)));
      Pause.of(time);
      connection.rollback();
    } catch (SQLException e) {
      // The database is away; so is the lock.
    }
  }

  private void killPostgres(SplittableRandom random) {
    Duration down = between(random, 0, 2);
    if (!postgres.tryAcquire()) {
      return;
    }
    try {
      Component server = stage.suite().component("postgres");
      log.accept(Fault.KILL_POSTGRES, "for " + seconds(down));
      server.kill9();
      Pause.of(down);
      server.start();
      server.awaitReady();
    } finally {
      postgres.release();
    }
  }

  /**
   * What goes to the authority is lost and never held: a network that keeps a request for seconds
   * and then delivers it is beyond what any sender can guard against.
   */
  private void cut(Fault fault, TcpProxy way, String whose, SplittableRandom random) {
    Way cut = random.nextBoolean() ? Way.OUT : Way.BACK;
    boolean mayHold = fault == Fault.CUT_POSTGRES || cut == Way.BACK;
    Mode mode = mayHold && random.nextBoolean() ? Mode.HELD : Mode.LOST;
    Duration time = between(random, 0.2, 5);
    log.accept(
        fault,
        "%s, what goes %s is %s for %s"
            .formatted(
                whose,
                cut.name().toLowerCase(Locale.ROOT),
                mode.name().toLowerCase(Locale.ROOT),
                seconds(time)));
    way.set(cut, mode);
    Pause.of(time);
    way.set(cut, Mode.OPEN);
  }

  private void rebalance(SplittableRandom random) {
    Duration time = between(random, 1, 4);
    log.accept(Fault.REBALANCE, "for " + seconds(time));
    try (var stranger =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                stage.kafka(),
                "group.id",
                "submitter",
                "enable.auto.commit",
                false,
                "session.timeout.ms",
                10_000,
                "heartbeat.interval.ms",
                3_000,
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      stranger.subscribe(List.of(Topic.SIGNING.topicName()));
      long until = System.nanoTime() + time.toNanos();
      while (System.nanoTime() - until < 0) {
        stranger.poll(Duration.ofMillis(100));
      }
    }
  }

  private void stepClock(SplittableRandom random) {
    Replica replica = one(stage.replicas(), random);
    double seconds = random.nextDouble(-5, 5);
    replica
        .clock()
        .ifPresent(
            clock -> {
              clock.step(seconds);
              log.accept(
                  Fault.STEP_CLOCK,
                  String.format(Locale.ROOT, "%s, to %+.3f s", replica.name(), seconds));
            });
  }

  /** Everything runs, passes and tells the right time. */
  void mend() {
    Component server = stage.suite().component("postgres");
    if (!server.alive()) {
      server.start();
      server.awaitReady();
    }
    for (Lane lane : stage.lanes()) {
      open(lane.way());
    }
    for (Replica replica : stage.replicas()) {
      replica.database().ifPresent(Weapons::open);
      replica.clock().ifPresent(clock -> clock.step(0));
      if (replica.component().alive()) {
        replica.thaw();
      } else {
        replica.start();
      }
    }
  }

  private static void open(TcpProxy way) {
    way.jitter(Duration.ZERO);
    way.set(Way.OUT, Mode.OPEN);
    way.set(Way.BACK, Mode.OPEN);
  }

  /** Log-uniform, so that there are as many short ones as long ones. */
  private static Duration freezing(SplittableRandom random) {
    double share = random.nextDouble();
    return duration(SHORTEST_FREEZE * Math.pow(LONGEST_FREEZE / SHORTEST_FREEZE, share));
  }

  private static Duration between(SplittableRandom random, double from, double to) {
    return duration(random.nextDouble(from, to));
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
  }

  private static <T> T one(List<T> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }
}
