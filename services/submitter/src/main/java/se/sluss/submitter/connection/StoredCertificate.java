package se.sluss.submitter.connection;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.certificate.CertificatePurpose;

/**
 * A client certificate of a connection, without its key.
 *
 * @param proof the last handshake with it; empty when there was none
 * @param changeAt when it is to come into force; empty when nobody has said
 * @param changing whether it comes into force as soon as the last answer is there
 * @param since when it came into force
 * @param until when it was replaced
 */
public record StoredCertificate(
    CertificateId id,
    ConnectionId connection,
    CertificatePurpose purpose,
    State state,
    CertificateFacts facts,
    Instant addedAt,
    Optional<Proof> proof,
    Optional<Instant> changeAt,
    boolean changing,
    Optional<Instant> since,
    Optional<Instant> until) {

  /** Which one it is. */
  public enum State {
    NEXT,
    CURRENT,
    /** It was in force; its key is not kept. */
    PAST
  }

  /**
   * What became of a handshake with it.
   *
   * @param host whose door it was
   * @param result {@link #ACCEPTED}, or why it failed
   */
  public record Proof(Instant at, String host, String result) {
    public static final String ACCEPTED = "ACCEPTED";

    public boolean accepted() {
      return result.equals(ACCEPTED);
    }
  }

  /** Whether the authority's side has taken it in a handshake. */
  public boolean proved() {
    return proof.filter(Proof::accepted).isPresent();
  }
}
