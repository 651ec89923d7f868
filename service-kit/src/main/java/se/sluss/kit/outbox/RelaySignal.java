package se.sluss.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay in this process; other processes' relays find out by looking. */
@ApplicationScoped
class RelaySignal {
  private final Semaphore raised = new Semaphore(0);

  void raise() {
    if (raised.availablePermits() == 0) {
      raised.release();
    }
  }

  /** Waits for a signal; false when none came in time. */
  boolean await(Duration atMost) throws InterruptedException {
    boolean came = raised.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    raised.drainPermits();
    return came;
  }
}
