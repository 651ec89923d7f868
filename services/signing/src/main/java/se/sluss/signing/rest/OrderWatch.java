package se.sluss.signing.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import se.sluss.kit.auth.ApiKeys;
import se.sluss.signing.ops.Pause;

/**
 * Follows an order for somebody who waits: looks once a second, which is also how often the QR code
 * changes. Blocks its (virtual) thread.
 */
@ApplicationScoped
public class OrderWatch {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** So often something is told even if nothing changed, so that nothing on the way hangs up. */
  private static final int SIGN_OF_LIFE_EVERY = 10;

  private final Predicate<Duration> pause;

  public OrderWatch() {
    this(Pause::of);
  }

  /**
   * @param pause answers false when the thread is to end
   */
  OrderWatch(Predicate<Duration> pause) {
    this.pause = pause;
  }

  /**
   * The order as it is.
   *
   * @param version of all that is shown but the QR code: the same in every replica, and not another
   *     one because a worker looked at the order
   */
  public record Seen(OrderView view, String version) {
    private static final int LENGTH = 16;

    static Seen of(OrderView view) {
      return new Seen(view, ApiKeys.sha256(view.withoutCode().toString()).substring(0, LENGTH));
    }
  }

  /**
   * Waits until the version is another than the one seen, at most so long; answers what is then.
   */
  public Seen changed(Supplier<Seen> look, String version, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    Seen seen = look.get();
    while (seen.version().equals(version)
        && System.nanoTime() - end < 0
        && pause.test(LOOK_EVERY)) {
      seen = look.get();
    }
    return seen;
  }

  /**
   * Tells what there is, then every change, and each second's QR code; to the end of the order, or
   * until nobody listens.
   *
   * @param live says that the stream is alive, when there has been nothing to tell for a while
   */
  public void follow(
      Supplier<Seen> look, BooleanSupplier listening, Consumer<OrderView> tell, Runnable live) {
    Seen told = null;
    int quiet = 0;
    while (listening.getAsBoolean()) {
      Seen seen = look.get();
      if (told == null || !told.version().equals(seen.version()) || seen.view().qrData() != null) {
        tell.accept(seen.view());
        told = seen;
        quiet = 0;
      } else if (++quiet == SIGN_OF_LIFE_EVERY) {
        live.run();
        quiet = 0;
      }
      if (seen.view().status().isFinal() || !pause.test(LOOK_EVERY)) {
        return;
      }
    }
  }
}
