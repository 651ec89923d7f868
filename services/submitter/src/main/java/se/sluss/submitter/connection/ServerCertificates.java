package se.sluss.submitter.connection;

import java.time.Instant;
import java.util.List;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.certificate.CertificateFacts;

/** What the authority's side has shown of itself. Works in the caller's transaction. */
public interface ServerCertificates {
  /** A certificate that was shown, and since when it is known. */
  record Shown(CertificateFacts facts, Instant firstSeen) {}

  /** What a look has shown. */
  enum Sight {
    KNOWN,
    FIRST,
    /** It is new, and there was another before. */
    CHANGED
  }

  Sight keep(ConnectionId connection, CertificateFacts facts);

  /** Newest first. */
  List<Shown> of(ConnectionId connection);
}
