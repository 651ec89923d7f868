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
   * Notes that it was shown.
   *
   * @return the one that was shown before it at the host and port that the connection leads to;
   *     empty when it is the same, there was none, or this one was taken up within the last hour,
   *     as where several servers take turns
   */
  Optional<CertificateFacts> keep(ConnectionId connection, CertificateFacts facts);

  /** Newest first. */
  List<Shown> of(ConnectionId connection);
}
