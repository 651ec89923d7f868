package se.sluss.kit.idempotency;

import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Makes POST repeatable: the header Idempotency-Key names a request, and its answer is kept. */
public interface Idempotency {
  /**
   * Runs the effect in a transaction of the caller (of the system for the operator), and stores the
   * answer in that same transaction; answers a repeated request with the stored answer. The effect
   * must not open another transaction and must not call out. An answer of 400 or more, or an
   * exception, rolls back and leaves the key free.
   *
   * @throws se.sluss.kit.problem.Problem {@code idempotency-key-missing}, {@code -invalid}, {@code
   *     -reused} or {@code -in-flight}
   */
  Response once(Supplier<Response> effect);
}
