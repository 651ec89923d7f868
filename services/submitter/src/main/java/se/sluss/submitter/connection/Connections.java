package se.sluss.submitter.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.VendorId;

/** The stored connections. Every method works inside the caller's transaction. */
public interface Connections {
  /** Stores a connection and makes its lane; false when there is an active one of its kind. */
  boolean add(Connection connection);

  Optional<Connection> find(ConnectionId id);

  /** Newest first, after a position in that order. */
  List<Connection> list(
      @Nullable VendorId vendor, @Nullable Instant beforeTime, String beforeId, int most);
}
