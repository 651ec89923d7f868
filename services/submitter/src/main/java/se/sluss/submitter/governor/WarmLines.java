package se.sluss.submitter.governor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.AuthorityGateway.Line;
import se.sluss.submitter.delivery.AuthorityGateway.Opening;
import se.sluss.submitter.delivery.AuthorityGateway.Standing;

/**
 * The warm ways of one lane on this replica. Taken by the lane's own thread, given back by whoever
 * read an answer.
 */
final class WarmLines {
  private final ConnectionId connection;
  private final LaneTools tools;
  private final Deque<Line> idle = new ArrayDeque<>();
  private @Nullable CertificateId identity;
  private boolean ended;

  WarmLines(ConnectionId connection, LaneTools tools) {
    this.connection = connection;
    this.tools = tools;
  }

  /** From now on only ways with this certificate are of use; others are closed. */
  void use(CertificateId inForce) {
    synchronized (idle) {
      if (inForce.equals(identity)) {
        return;
      }
      identity = inForce;
    }
    closeIdle();
  }

  /** One that stands, opened anew when there is none; null when the lane was stopped instead. */
  @Nullable Line usable() {
    return usable(take());
  }

  /** The line when it still stands, else as {@link #usable()}. */
  @Nullable Line usable(@Nullable Line kept) {
    Line line = kept;
    while (line != null) {
      switch (line.standing()) {
        case Standing.Usable _ -> {
          return line;
        }
        case Standing.Gone _ -> {
          line.close();
          line = take();
        }
        case Standing.Refused(var cause) -> {
          line.close();
          tools.stopLane().stop(connection, cause);
          return null;
        }
      }
    }
    return opened();
  }

  private @Nullable Line opened() {
    return switch (tools.gateway().open(connection, inForce())) {
      case Opening.Opened(var line) -> line;
      case Opening.Failed(var cause) -> throw new UnreachableException(cause.name());
      case Opening.Refused(var cause) -> {
        tools.stopLane().stop(connection, cause);
        yield null;
      }
    };
  }

  private CertificateId inForce() {
    synchronized (idle) {
      return Objects.requireNonNull(identity);
    }
  }

  private static final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message) {
      super(message, null, false, false);
    }
  }

  private @Nullable Line take() {
    synchronized (idle) {
      return idle.pollFirst();
    }
  }

  /** Keeps it for another call, or closes it when it is of no use or nobody will ask for it. */
  void giveBack(Line line) {
    synchronized (idle) {
      if (!ended && line.identity().equals(identity) && line.reusable()) {
        idle.addFirst(line);
        return;
      }
    }
    line.close();
  }

  void closeIdle() {
    for (Line line = take(); line != null; line = take()) {
      line.close();
    }
  }

  /** Closes what is idle, and later what comes back; no key of the connection stays here. */
  void end() {
    synchronized (idle) {
      ended = true;
    }
    closeIdle();
    tools.gateway().leave(connection);
  }
}
