package se.sluss.signing.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.sluss.signing.ops.Pause;

/**
 * Keeps a tab up to date: looks twice a second, since the QR code lives for a second, and tells
 * what changed. A tab that nobody closes asks anew after some minutes.
 */
@ApplicationScoped
class LiveTab {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration EVERY = Duration.ofMillis(500);

  /** So often something is told even if nothing changed, so that nothing on the way hangs up. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  private final InstantSource clock;

  LiveTab(InstantSource clock) {
    this.clock = clock;
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
      if (glance.step() == Step.SIGNED || !Pause.of(EVERY)) {
        return;
      }
    }
  }
}
