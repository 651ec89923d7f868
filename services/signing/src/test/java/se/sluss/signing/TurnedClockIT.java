package se.sluss.signing;

import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.testsupport.TestPersons;

/** Orders of a replica whose machine's clock is not that of the others. */
@SigningTest
class TurnedClockIT {
  @Inject OrderDesks desks;
  @Inject TurnedClock clock;

  private OrderDesk desk;
  private World world;

  @BeforeEach
  void freshTenant() {
    desk = desks.fresh();
    world = desk.world();
  }

  @AfterEach
  void turnBack() {
    clock.turn(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-30M"})
  void anOrderThatAnotherOpenedShowsItsCodeAndIsCollectedToItsEnd(Duration ahead) {
    String order = desk.pending(world.notification());

    clock.turn(ahead);
    desk.scan(order, TestPersons.PROVIDER_SIGNER);

    desk.awaitStatus(order, "COMPLETED");
  }
}
