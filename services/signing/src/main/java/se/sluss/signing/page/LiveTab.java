package se.sluss.signing.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.sluss.signing.ops.Pause;

/**
 * Keeps a tab up to date: looks once a second, which is how often the QR code changes, and tells
 * what is new. A tab that nobody closes asks anew after some minutes.
 */
@ApplicationScoped
class LiveTab {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** So often something is told even if nothing changed, so that nothing on the way hangs up. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final Predicate<Duration> pause;

  @Inject
  LiveTab(InstantSource clock) {
    this(clock, Pause::of);
  }

  /**
   * @param pause answers false when the thread is to end
   */
  LiveTab(InstantSource clock, Predicate<Duration> pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Returns when the tab is gone, everything is signed, or the tab has to ask anew.
   *
   * @param look empty when the session is over
   */
  void follow(Supplier<Optional<Glance>> look, BooleanSupplier open, Consumer<Glance> tell) {
    var end = clock.instant().plus(LONGEST);
    var quietUntil = clock.instant();
    @Nullable Glance told = null;
    while (open.getAsBoolean() && clock.instant().isBefore(end)) {
      Optional<Glance> seen = look.get();
      if (seen.isEmpty()) {
        return;
      }
      Glance glance = seen.get();
      if (!glance.equals(told) || clock.instant().isAfter(quietUntil)) {
        tell.accept(glance);
        told = glance;
        quietUntil = clock.instant().plus(SIGN_OF_LIFE);
      }
      if (glance.step() == Step.SIGNED || !pause.test(EVERY)) {
        return;
      }
    }
  }
}
