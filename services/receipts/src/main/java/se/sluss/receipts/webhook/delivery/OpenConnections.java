package se.sluss.receipts.webhook.delivery;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that are open: those that carried nothing yet, and since when others are idle.
 */
final class OpenConnections {
  private final int most;
  private final long longestIdle;
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private final Set<HttpConnection> unused = ConcurrentHashMap.newKeySet();
  private final Map<HttpConnection, Long> idleSince = new ConcurrentHashMap<>();

  /**
   * @param most how many may be open before none is kept after its use
   * @param longestIdle how long one is kept that carries nothing; zero when none is kept
   */
  OpenConnections(int most, Duration longestIdle) {
    this.most = most;
    this.longestIdle = longestIdle.toNanos();
  }

  void opened(HttpConnection connection) {
    open.add(connection);
    unused.add(connection);
    connection.exceptionHandler(
        fault -> {
          // The attempt's row tells it. Without this the other end's own words went into the log.
        });
    connection.closeHandler(
        closed -> {
          open.remove(connection);
          unused.remove(connection);
          idleSince.remove(connection);
        });
  }

  /** Whether it has carried something before; from now on it has. */
  boolean kept(HttpConnection connection) {
    idleSince.remove(connection);
    return !unused.remove(connection);
  }

  /** It carries nothing now. */
  void idle(HttpConnection connection) {
    idleSince.put(connection, System.nanoTime());
    if (!open.contains(connection)) {
      idleSince.remove(connection);
    }
  }

  /** Whether one more may be kept after its use. */
  boolean mayKeep() {
    return longestIdle > 0 && open.size() < most;
  }

  /**
   * Closes those that were idle for long. One that is just taken may be among them: whoever took it
   * finds it closed, as when the other end does.
   */
  void closeIdle() {
    long now = System.nanoTime();
    idleSince.forEach(
        (connection, since) -> {
          if (now - since >= longestIdle) {
            connection.close();
          }
        });
  }
}
