package se.sluss.system.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.sluss.bench.harness.Feeder;
import se.sluss.bench.harness.Replica;
import se.sluss.bench.harness.Stage;
import se.sluss.bench.harness.StageOptions;
import se.sluss.system.deploy.Checkout;
import se.sluss.testsupport.Eventually;

/** A submitter that is told to end, as with every new version, while calls have no answer yet. */
class ToldToEndE2E {
  private static final Duration INTERVAL = Duration.ofMillis(400);
  private static final Duration LATE = Duration.ofSeconds(10);

  @Test
  void answersToCallsUnderWayAreStoredBeforeItEnds() throws Exception {
    try (Stage stage = Stage.set(options());
        Feeder feeder = new Feeder(stage)) {
      stage.authority().answerLate(LATE, 100);
      feeder.feed(20);
      Eventually.holds(
          Duration.ofMinutes(2),
          () -> assertThat(stage.authority().summary().calls()).isGreaterThanOrEqualTo(3));
      assertThat(attempts(stage, "outcome = 'RECEIVED'")).isLessThan(3);

      Replica replica = stage.replicas().getFirst();
      assertThat(replica.end(Duration.ofSeconds(30))).isTrue();

      assertThat(attempts(stage, "outcome = 'RECEIVED'"))
          .isEqualTo(stage.authority().summary().calls());
      assertThat(attempts(stage, "sent_at IS NOT NULL AND outcome IS DISTINCT FROM 'RECEIVED'"))
          .isZero();
    }
  }

  private static long attempts(Stage stage, String which) throws SQLException {
    try (Connection database = stage.superuser();
        Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery("SELECT count(*) FROM submitter.attempt WHERE " + which)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static StageOptions options() {
    Path checkout = Checkout.folder();
    return new StageOptions(
        checkout,
        checkout.resolve("system-tests/target/told-to-end"),
        1,
        INTERVAL,
        1,
        1,
        false,
        Map.of(),
        Map.of(),
        List.of(),
        1,
        line -> {});
  }
}
