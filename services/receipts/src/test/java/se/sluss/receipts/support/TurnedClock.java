package se.sluss.receipts.support;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock, which a test may set. */
@ApplicationScoped
public class TurnedClock implements InstantSource {
  private volatile Duration by = Duration.ZERO;

  public void turn(Duration ahead) {
    by = ahead;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(by);
  }
}
