package se.sluss.kit.idempotency;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
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

  /**
   * Effects that a room can store for many requests at once.
   *
   * @param name of the thread that does it
   * @param effects stores those of one owner, in a transaction that is open and shows and takes
   *     this owner's rows only, and says of each in their order whether it could be stored
   */
  <T> SharedEffects<T> share(String name, Function<List<T>, List<Boolean>> effects);
}
