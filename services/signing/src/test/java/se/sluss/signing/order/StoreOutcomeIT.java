package se.sluss.signing.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.signing.SigningTest;

/** How long the storing of an answer is tried. */
@SigningTest
class StoreOutcomeIT {
  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  private final AtomicInteger tries = new AtomicInteger();

  /** Every try takes a second. */
  private final StoreOutcome storing = new StoreOutcome(() -> START.plusSeconds(tries.get()));

  @Test
  void aDatabaseThatStaysAwayIsTriedUntilTheEndAndNoLonger() {
    StoreException away = new StoreException("away", new SQLException("away", "08006"));

    assertThatThrownBy(() -> storing.until(START.plus(Duration.ofSeconds(3)), failing(away)))
        .isSameAs(away);

    assertThat(tries).hasValue(3);
  }

  @Test
  void whatIsLateAlreadyIsTriedOnce() {
    storing.until(START.minusSeconds(1), () -> tries.incrementAndGet() > 0);

    assertThat(tries).hasValue(1);
  }

  @Test
  void aFaultThatStaysIsNotTriedAgain() {
    IllegalStateException ended = new IllegalStateException("ended meanwhile");

    assertThatThrownBy(() -> storing.until(START.plusSeconds(60), failing(ended))).isSameAs(ended);

    assertThat(tries).hasValue(1);
  }

  private BooleanSupplier failing(RuntimeException fault) {
    return () -> {
      tries.incrementAndGet();
      throw fault;
    };
  }
}
