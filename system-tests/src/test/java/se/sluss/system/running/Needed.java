package se.sluss.system.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a test needs on the machine besides a JDK. */
public final class Needed {
  private Needed() {}

  /**
   * Where it is missing the test is skipped, with the reason; with SLUSS_TEST_TOOLS=required it
   * fails.
   */
  public static void here(boolean there, String reason) {
    if ("required".equals(System.getenv("SLUSS_TEST_TOOLS"))) {
      assertThat(there).as(reason).isTrue();
    }
    assumeTrue(there, reason);
  }
}
