package se.sluss.bench.harness;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Stage stage;
  private final BiConsumer<Fault, String> log;
  private final Freezes freezes;
  private final Semaphore postgres = new Semaphore(1);

  Weapons(Stage stage, BiConsumer<Fault, String> log) {
    this.stage = stage;
    this.log = log;
    this.freezes = new Freezes(stage, log);
  }

  void strike(Fault fault, SplittableRandom random) {
    switch (fault) {
      case KILL -> kill(random);
      case FREEZE -> freezes.freeze(random);
      case FREEZE_AT_GRANT -> freezes.freezeAtGrant(random);
      case HOLD_ROW -> holdRow(random);
      case KILL_POSTGRES -> killPostgres(random);
      case CUT_AUTHORITY -> cut(fault, Draws.one(stage.lanes(), random).way(), "a lane", random);
      case CUT_POSTGRES -> {
        Replica replica = Draws.one(stage.replicas(), random);
        replica.database().ifPresent(way -> cut(fault, way, replica.name(), random));
      }
      case REBALANCE -> rebalance(random);
      case STEP_CLOCK -> stepClock(random);
    }
  }

  private void kill(SplittableRandom random) {
    Replica replica = Draws.one(stage.replicas(), random);
    Duration down = Draws.between(random, 0, 3);
    if (!replica.seize(PATIENCE)) {
      return;
    }
    try {
      log.accept(Fault.KILL, "%s, for %s".formatted(replica.name(), Draws.seconds(down)));
      replica.kill9();
      Pause.of(down);
      replica.start();
    } finally {
      replica.letGo();
    }
  }

  private void holdRow(SplittableRandom random) {
    Lane lane = Draws.one(stage.lanes(), random);
    Duration time = Draws.between(random, 0.1, 2);
    try (Connection connection = stage.superuser();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.setQueryTimeout(5);
      sql.executeQuery(
          "SELECT 1 FROM submitter.lane WHERE connection_id = '%s' FOR UPDATE"
              .formatted(lane.connectionId()));
      log.accept(Fault.HOLD_ROW, "%s, for %s".formatted(lane.connectionId(), Draws.seconds(time)));
      Pause.of(time);
      connection.rollback();
    } catch (SQLException e) {
      // The database is away; so is the lock.
    }
  }

  private void killPostgres(SplittableRandom random) {
    Duration down = Draws.between(random, 0, 2);
    if (!postgres.tryAcquire()) {
      return;
    }
    try {
      Component server = stage.suite().component("postgres");
      log.accept(Fault.KILL_POSTGRES, "for " + Draws.seconds(down));
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
    Duration time = Draws.between(random, 0.2, 5);
    log.accept(
        fault,
        "%s, what goes %s is %s for %s"
            .formatted(
                whose,
                cut.name().toLowerCase(Locale.ROOT),
                mode.name().toLowerCase(Locale.ROOT),
                Draws.seconds(time)));
    way.set(cut, mode);
    Pause.of(time);
    way.set(cut, Mode.OPEN);
  }

  private void rebalance(SplittableRandom random) {
    Duration time = Draws.between(random, 1, 4);
    log.accept(Fault.REBALANCE, "for " + Draws.seconds(time));
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
    Replica replica = Draws.one(stage.replicas(), random);
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
}
