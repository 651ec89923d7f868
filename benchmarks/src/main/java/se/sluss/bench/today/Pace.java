package se.sluss.bench.today;

import java.time.Duration;
import se.sluss.bench.harness.Pause;

/** How an integrator keeps the pace around its calls. */
interface Pace {
  /** Before each call. */
  void await() throws InterruptedException;

  /** After each call. */
  void rest();

  /** Calls, and then sleeps for the interval. */
  static Pace sleeping(Duration interval) {
    return new Pace() {
      @Override
      public void await() {}

      @Override
      public void rest() {
        Pause.of(interval);
      }
    };
  }
}
