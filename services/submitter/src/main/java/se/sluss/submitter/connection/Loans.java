package se.sluss.submitter.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/**
 * Connections that are lent to vendors without one of their own. Every method works in the caller's
 * transaction.
 */
public interface Loans {
  /**
   * A connection in the hands of a vendor that is not its owner.
   *
   * @param vendor to whom
   * @param until when it ended; empty while it is in force
   */
  record Loan(
      ConnectionId connection,
      VendorId vendor,
      Service service,
      Mode mode,
      Instant since,
      Optional<Instant> until) {
    public boolean inForce() {
      return until.isEmpty();
    }
  }

  /** What came of lending one. */
  enum Lending {
    LENT,
    /** The vendor has one of its own, which goes first. */
    HAS_ITS_OWN,
    /** Another one is lent to it. */
    HAS_ANOTHER
  }

  /** Lends it; doing it again changes nothing. */
  Lending lend(Connection connection, VendorId vendor);

  /** Ends the loan; false when there is none in force. */
  boolean end(ConnectionId connection, VendorId vendor);

  /** All of a connection's that the caller may see, those that ended among them, oldest first. */
  List<Loan> of(ConnectionId connection);

  /** Those in force to this vendor that the caller may see. */
  List<Loan> to(VendorId vendor);
}
