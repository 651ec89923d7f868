package se.sluss.signing.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/** Those who follow orders in this replica: each takes a place, of which an owner has so many. */
@ApplicationScoped
public class Streams {
  private static final ProblemType TOO_MANY =
      new ProblemType("too-many-streams", 429, "Too many streams are open");

  private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

  /** A place among the owner's, until it is closed. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @throws Problem {@code too-many-streams} when the owner has taken all of its own
   */
  public Place take(String owner, int most) {
    taken.compute(
        owner,
        (same, before) -> {
          int now = before == null ? 0 : before;
          if (now >= most) {
            throw Problem.of(
                    TOO_MANY,
                    "You follow "
                        + most
                        + " orders at once here, which is all that you may. Close what you do not"
                        + " need, and follow an order once for all who look at it.")
                .withHeader("Retry-After", "5");
          }
          return now + 1;
        });
    return () -> taken.computeIfPresent(owner, (same, now) -> now == 1 ? null : now - 1);
  }
}
