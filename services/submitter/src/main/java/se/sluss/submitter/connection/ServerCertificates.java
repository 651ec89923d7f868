package se.sluss.submitter.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.certificate.CertificateFacts;

/** What the authority's side has shown of itself. Works in the caller's transaction. */
public interface ServerCertificates {
  /** A certificate that was shown, and since when it is known. */
  record Shown(CertificateFacts facts, Instant firstSeen) {}

  /**
   * Keeps one that is new.
   *
   * @return the newest of those that were known before of the host and port that the connection
   *     leads to; empty when this one was among them, or there were none
   */
  Optional<CertificateFacts> keep(ConnectionId connection, CertificateFacts facts);

  /** Newest first. */
  List<Shown> of(ConnectionId connection);
}
