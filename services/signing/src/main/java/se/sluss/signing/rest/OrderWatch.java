package se.sluss.signing.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import se.sluss.signing.ops.Pause;

/**
 * Follows an order for somebody who waits: looks once a second, which is also how often the QR code
 * changes. Blocks its (virtual) thread.
 */
@ApplicationScoped
public class OrderWatch {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** The order as it is, and its version, which counts its changes. */
  public record Seen(OrderView view, long version) {}

  /**
   * Waits until the version is another than the one seen, at most so long; answers what is then.
   */
  public Seen changed(Supplier<Seen> look, long version, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    Seen seen = look.get();
    while (seen.version() == version && System.nanoTime() - end < 0 && Pause.of(LOOK_EVERY)) {
      seen = look.get();
    }
    return seen;
  }

  /**
   * Tells what there is, then every change, and each second's QR code; to the end of the order, or
   * until nobody listens.
   */
  public void follow(Supplier<Seen> look, BooleanSupplier listening, Consumer<OrderView> tell) {
    Seen told = null;
    while (listening.getAsBoolean()) {
      Seen seen = look.get();
      if (told == null || told.version() != seen.version() || seen.view().qrData() != null) {
        tell.accept(seen.view());
        told = seen;
      }
      if (seen.view().status().isFinal() || !Pause.of(LOOK_EVERY)) {
        return;
      }
    }
  }
}
