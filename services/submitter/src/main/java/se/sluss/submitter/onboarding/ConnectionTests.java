package se.sluss.submitter.onboarding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.ConnectionTestId;

/** Connection tests as they are kept. Works in the caller's transaction. */
public interface ConnectionTests {
  /** The database's clock. */
  Instant now();

  /** Until the transaction ends nobody else adds a test of the connection. */
  void oneAtATime(ConnectionId connection);

  /** When the tests of the last so long were asked for, the oldest first. */
  List<Instant> askedWithin(ConnectionId connection, Duration last);

  void add(ConnectionTest test);

  Optional<ConnectionTest> find(ConnectionId connection, ConnectionTestId id);

  /** The latest first. */
  List<ConnectionTest> list(ConnectionId connection, int most);

  /** The first that proves its interface version, of those that were asked for after a moment. */
  List<ConnectionTest> firstProofs(ConnectionId connection, Instant after);

  /** Notes what became of tests whose documents have gone all their way; how many. */
  int settle();
}
