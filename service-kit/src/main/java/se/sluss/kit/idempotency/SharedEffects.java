package se.sluss.kit.idempotency;

import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Idempotent effects of requests that come at the same time, stored with one commit.
 *
 * @param <T> an effect that is ready to be stored
 */
public interface SharedEffects<T> extends AutoCloseable {
  /**
   * Stores the effect and the answer of the request at hand in one transaction with those of
   * others.
   *
   * @param answer of less than 400
   * @return the answer when both are stored; empty, and neither is stored, when {@link
   *     Idempotency#once} has to decide: the key was used or is in use, or the effect could not be
   *     stored as it is
   * @throws se.sluss.kit.problem.Problem {@code idempotency-key-missing} or {@code -invalid}
   */
  Optional<Response> once(T effect, Response answer);

  /** Leaves those who come from now on to {@link Idempotency#once}. */
  @Override
  void close();
}
