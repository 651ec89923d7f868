package se.sluss.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The largest body that is taken, {@code sluss.http.max-body-size}, 2 MiB unless set. The
 * framework's own limit lies a little above it: beyond that one the answer has no body.
 */
@ApplicationScoped
public class BodyLimit {
  private static final int UNPACKED = 2;

  private final int bytes;
  private final int largeBytes;

  /**
   * @param size Largest body; what is larger gets {@code too-large}. Keep {@code
   *     quarkus.http.limits.max-body-size} ({@code 3M}) above it.
   * @param largeSize Largest body of a batch; unpacked twice that, for one batch and for all that a
   *     process works on. Keep {@code quarkus.http.limits.max-body-size} ({@code 33M} in intake)
   *     above it.
   */
  public BodyLimit(
      @ConfigProperty(name = "sluss.http.max-body-size", defaultValue = "2M") MemorySize size,
      @ConfigProperty(name = "sluss.http.max-large-body-size", defaultValue = "2M")
          MemorySize largeSize) {
    this.bytes = Math.toIntExact(size.asLongValue());
    this.largeBytes = Math.max(bytes, Math.toIntExact(largeSize.asLongValue()));
  }

  /** Of the few operations that say so, {@code sluss.http.max-large-body-size}. */
  public int largeBytes() {
    return largeBytes;
  }

  /** What a batch holds at most, unpacked; all that a process works on hold no more. */
  public int unpackedBytes() {
    return Math.multiplyExact(UNPACKED, largeBytes);
  }

  public int bytes() {
    return bytes;
  }

  /** The answer to a larger body. The rest of it is not read, so the connection ends. */
  public static Problem tooLarge() {
    return Problem.of(ProblemType.TOO_LARGE, "Send a smaller body.")
        .withHeader("Connection", "close");
  }

  /** The answer to a body that did not come whole. The connection ends: the rest may still come. */
  public static Problem cutShort() {
    return Problem.of(ProblemType.BAD_REQUEST, "The body ended before it was complete.")
        .withHeader("Connection", "close");
  }
}
