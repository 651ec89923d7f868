package se.sluss.system.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.sluss.bench.harness.Stage;
import se.sluss.bench.harness.StageOptions;
import se.sluss.bench.harness.Trial;
import se.sluss.system.deploy.Checkout;

/**
 * Three replicas of the submitter with some lanes at a compressed interval, and faults of all kinds
 * from a seed: killed, frozen, cut off, out of time; rows held, Postgres killed, answers late or
 * lost. {@code ./sluss bench governor} does the same for longer.
 */
class GovernorUnderMurderE2E {
  private static final long KNOWN_SEED = 20_261_125;
  private static final long SEEDS = 1_000_000_000L;
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final int LANES = 6;
  private static final Duration FAULT_EVERY = Duration.ofMillis(1_650);
  private static final long LEAST_SLOTS = 200;
  private static final long LEAST_UNDER_CEILING = 20;

  @Test
  void notOneCallComesTooCloseWithAKnownSeed() {
    prove(KNOWN_SEED, Duration.ofSeconds(90));
  }

  @Test
  void notOneCallComesTooCloseWithASeedOfToday() {
    prove(new SecureRandom().nextLong(SEEDS), Duration.ofSeconds(45));
  }

  private static void prove(long seed, Duration time) {
    say("Seed " + seed);
    try (Stage stage = Stage.set(options(seed))) {
      Trial trial = Trial.run(stage, Trial.possible(stage), FAULT_EVERY, Long.MAX_VALUE, time);
      String how =
          "seed %d, %d calls, %s, %s, held up at most: the judge %.1f ms, the path %d ms"
              .formatted(
                  seed,
                  trial.slots(),
                  trial.deeds(),
                  trial.end().states(),
                  trial.summary().longestStallMillis(),
                  trial.heldUp().toMillis());
      say(how);

      assertThat(trial.summary().breaches().values())
          .as("calls too close, by judge %s: %s", trial.summary().breaches(), how)
          .hasSize(3)
          .containsOnly(0L);
      assertThat(trial.ceiling().tooClose())
          .as("calls too close under the ceiling: %s; %s", trial.ceiling(), how)
          .isZero();
      assertThat(trial.ceiling().calls())
          .as("calls under the ceiling: %s", how)
          .isGreaterThan(LEAST_UNDER_CEILING);
      assertThat(trial.end().faults()).as(how).isEmpty();
      assertThat(trial.missing()).as("kinds of faults that never struck: %s", how).isEmpty();
      assertThat(trial.unusable()).as("faults that could not be made to happen").isEmpty();
      assertThat(trial.slots()).as("calls that were judged").isGreaterThan(LEAST_SLOTS);
    }
  }

  private static StageOptions options(long seed) {
    Path checkout = Checkout.folder();
    return new StageOptions(
        checkout,
        checkout.resolve("system-tests/target/governor"),
        3,
        INTERVAL,
        LANES,
        3,
        true,
        StageOptions.SHORT_WAITS,
        Map.of(),
        List.of(),
        seed,
        GovernorUnderMurderE2E::say);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
