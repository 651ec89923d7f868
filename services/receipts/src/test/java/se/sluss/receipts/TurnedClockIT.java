package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.receipts.support.Packages.evidence;
import static se.sluss.receipts.support.Packages.notPassed;

import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.verify.CheckName;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Evidenced;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.TurnedClock;
import se.sluss.testsupport.Eventually;

/** Evidence of a replica whose machine's clock is not that of the others. */
@RoomTest
class TurnedClockIT {
  private static final Rooms ROOMS = new Rooms();

  @Inject TurnedClock clock;

  @AfterEach
  void turnBack() {
    clock.turn(Duration.ZERO);
  }

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT2M", "PT-2M"})
  void packageIsSoundAndDatedByOthersAllTheSame(Duration ahead) {
    clock.turn(ahead);
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());

    EvidencePackage dated =
        Eventually.value(
            () -> evidence(owner, report.ref()), made -> made.names().contains("timestamp.tsr"));

    assertThat(notPassed(dated)).containsExactly(CheckName.TIMESTAMP);
  }
}
