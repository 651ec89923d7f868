package se.sluss.submitter.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/** Slows or stops a lane. Works inside the caller's transaction. */
public interface LaneBrake {

  /** A lane that was just stopped. */
  record Stopped(
      ConnectionId connection, VendorId vendor, Service service, Mode mode, Instant at) {}

  /** Lets nothing go for a while. */
  void hold(ConnectionId connection, Duration atLeast);

  /** Stops a running lane; empty when it was not running, so that an operator's word stands. */
  Optional<Stopped> stop(ConnectionId connection, Cause cause);
}
