package se.sluss.bench.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/** Dates by which documents are needed. */
final class Dates {
  private static final int EVERY = 3;
  private static final Duration CLOSEST = Duration.ofSeconds(2);
  private static final Duration CLOSE = Duration.ofSeconds(40);
  private static final Duration FAR = Duration.ofHours(2);
  private static final Duration FARTHEST = Duration.ofDays(30);

  private final Optional<SplittableRandom> random;

  private Dates(Optional<SplittableRandom> random) {
    this.random = random;
  }

  /** Nobody says by when. */
  static Dates none() {
    return new Dates(Optional.empty());
  }

  /**
   * Every third document of each tenant has one, drawn from the seed: half of them so close that
   * the tenant's share may not do, or nothing does, the others so far that it does not matter.
   */
  static Dates drawn(long seed) {
    return new Dates(Optional.of(new SplittableRandom(seed)));
  }

  /**
   * The date of a document, if it has one.
   *
   * @param nth counted for each tenant
   */
  synchronized Optional<Instant> of(long nth, Instant now) {
    return random.filter(drawn -> nth % EVERY == 0).map(drawn -> now.plus(ahead(drawn)));
  }

  private static Duration ahead(SplittableRandom random) {
    return random.nextBoolean() ? between(random, CLOSEST, CLOSE) : between(random, FAR, FARTHEST);
  }

  private static Duration between(SplittableRandom random, Duration from, Duration to) {
    return Draws.between(random, (double) from.toSeconds(), (double) to.toSeconds());
  }
}
