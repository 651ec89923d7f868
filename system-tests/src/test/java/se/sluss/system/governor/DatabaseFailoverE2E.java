package se.sluss.system.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import se.sluss.bench.harness.AuthorityDoor;
import se.sluss.bench.harness.Feeder;
import se.sluss.bench.harness.Stage;
import se.sluss.bench.harness.StageOptions;
import se.sluss.launcher.suite.Component;
import se.sluss.system.deploy.Checkout;
import se.sluss.testsupport.Eventually;

/**
 * A database that was promoted may not know the last calls. Here Postgres recovers as a standby
 * does that takes over, and goes on with another timeline.
 */
class DatabaseFailoverE2E {
  private static final Duration INTERVAL = Duration.ofMillis(400);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What the clocks of two database hosts may differ, as it comes. */
  private static final Duration QUARANTINE = Duration.ofSeconds(5);

  @Test
  void everyLaneRestsBeforeItsFirstCallAfterAPromotion() throws Exception {
    try (Stage stage = Stage.set(options());
        Feeder feeder = new Feeder(stage)) {
      feeder.keep(20);
      Eventually.holds(
          PATIENCE, () -> assertThat(stage.authority().summary().calls()).isGreaterThan(6));

      AtomicLong answering = new AtomicLong();
      long last = promote(stage, answering);

      Eventually.holds(
          PATIENCE,
          () -> assertThat(stage.authority().callsAfter(last)).hasSizeGreaterThanOrEqualTo(4));
      List<AuthorityDoor.Call> after = stage.authority().callsAfter(last);
      assertThat(Duration.ofNanos(after.getFirst().arrivalNanos() - answering.get()))
          .isGreaterThan(QUARANTINE.minusMillis(100));
      assertThat(stage.authority().summary().allBreaches()).isZero();
    }
  }

  /**
   * The number of the last call before it.
   *
   * @param answering is told the nanoseconds at which the database was first seen to answer
   */
  private static long promote(Stage stage, AtomicLong answering) throws Exception {
    Path data;
    try (Connection database = stage.superuser();
        Statement sql = database.createStatement()) {
      sql.execute("ALTER SYSTEM SET restore_command = '/bin/false'");
      sql.execute("ALTER SYSTEM SET hot_standby = off");
      try (ResultSet row = sql.executeQuery("SHOW data_directory")) {
        row.next();
        data = Path.of(row.getString(1));
      }
    }
    Component postgres = stage.suite().component("postgres");
    postgres.stop(Duration.ofSeconds(30));
    long last = lastOnceNothingIsOnItsWay(stage);
    Files.createFile(data.resolve("recovery.signal"));
    Thread watch =
        Thread.startVirtualThread(
            () ->
                Eventually.holds(
                    PATIENCE,
                    () -> {
                      assertThatCode(() -> stage.superuser().close()).doesNotThrowAnyException();
                      answering.set(System.nanoTime());
                    }));
    postgres.start();
    postgres.awaitReady();
    watch.join();
    return last;
  }

  /** A call that had its slot before the database went may still leave. */
  private static long lastOnceNothingIsOnItsWay(Stage stage) {
    AtomicLong last = new AtomicLong(-1);
    AtomicLong since = new AtomicLong();
    Eventually.holds(
        PATIENCE,
        () -> {
          long newest =
              stage.authority().callsAfter(0).stream()
                  .mapToLong(AuthorityDoor.Call::sequence)
                  .max()
                  .orElseThrow();
          if (newest != last.getAndSet(newest)) {
            since.set(System.nanoTime());
          }
          assertThat(Duration.ofNanos(System.nanoTime() - since.get()))
              .isGreaterThan(INTERVAL.multipliedBy(3));
        });
    return last.get();
  }

  private static StageOptions options() {
    Path checkout = Checkout.folder();
    return new StageOptions(
        checkout,
        checkout.resolve("system-tests/target/failover"),
        1,
        INTERVAL,
        1,
        1,
        false,
        StageOptions.SHORT_WAITS,
        Map.of(),
        List.of(),
        1,
        line -> {});
  }
}
