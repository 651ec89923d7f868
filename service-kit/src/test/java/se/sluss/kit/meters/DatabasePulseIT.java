package se.sluss.kit.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.KitTest;
import se.sluss.testsupport.Eventually;

@KitTest
class DatabasePulseIT {
  /** What is asked once only rises from then on. */
  @Test
  void aRoomThatRunsAsksItsDatabaseAgainAndAgain() {
    var before = new AtomicReference<>(0.0);

    Eventually.holds(
        () -> {
          double now = silence();
          assertThat(now).isLessThan(before.getAndSet(now));
        });
  }

  private static double silence() {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("sluss_database_silent_seconds"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }
}
