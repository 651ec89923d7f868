package se.sluss.submitter.connection;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.certificate.CertificateFacts;

/** The stored connections. Every method works inside the caller's transaction. */
public interface Connections {
  /**
   * Stores a connection with its first certificate and makes its lane; false when there is an
   * active one of its kind.
   */
  boolean add(Connection connection, CertificateId id, CertificateFacts facts, SealedKey key);

  Optional<Connection> find(ConnectionId id);

  /** The vendor's active one of a kind. */
  Optional<Connection> active(VendorId vendor, Service service, Mode mode);

  /**
   * Lets the connection lead elsewhere; false while its lane may send, a call is under way, or a
   * certificate is coming into force. What was opened to the old address is of no use afterwards:
   * the certificate in force gets this identifier.
   */
  boolean move(ConnectionId id, URI address, String productType, CertificateId identity);

  /** What came of retiring one. */
  enum Retired {
    DONE,
    /** A certificate is coming into force. */
    CHANGING,
    LENT,
    /** A call is under way or in doubt, or a document is parked. */
    UNDER_WAY
  }

  /**
   * Takes it out of use: nothing is sent over it any more, and its keys are gone. What waits in its
   * lane goes back to waiting for a connection.
   */
  Retired retire(ConnectionId id);

  /** When it was moved last; empty when it leads where it always has. */
  Optional<Instant> movedAt(ConnectionId id);

  /** Other issuers that the other side may be certified by, from the next handshake on. */
  void trust(ConnectionId id, String trustedCertificates);

  /** Newest first, after a position in that order. */
  List<Connection> list(
      @Nullable VendorId vendor, @Nullable Instant beforeTime, String beforeId, int most);
}
