package se.sluss.submitter.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.certificate.CertificateFacts;

/**
 * The stored client certificates. Which one is in force is decided by {@code change_over} in the
 * database alone. Every method works in the caller's transaction.
 */
public interface Certificates {
  /** The act that {@link #shownWithin} counts, written before the door is knocked at. */
  String SHOWN = "show certificate";

  /** Those of a connection, newest first. */
  List<StoredCertificate> of(ConnectionId connection);

  /** The sealed key; empty when there is no such certificate or its key is not kept any more. */
  Optional<SealedKey> key(CertificateId certificate);

  /**
   * Keeps a next certificate, in place of one that is there; false while that one is coming into
   * force.
   */
  boolean putNext(Connection connection, CertificateId id, CertificateFacts facts, SealedKey key);

  /** Forgets the next certificate; false when there is none, or it is coming into force. */
  boolean dropNext(ConnectionId connection);

  /** Keeps a certificate for signing; one that is there is past from then on. */
  void putSigning(Connection connection, CertificateId id, CertificateFacts facts, SealedKey key);

  /** From now on there is none for signing; its identifier, empty when there was none. */
  Optional<CertificateId> dropSigning(ConnectionId connection);

  /**
   * Notes what a handshake showed.
   *
   * @param door the connection at whose address it was shown, as it was then
   * @return false when that leads elsewhere by now, or the certificate is no next one any more
   */
  boolean prove(CertificateId certificate, Connection door, StoredCertificate.Proof proof);

  /**
   * When certificates of the vendor's connections were shown in the last so long, the oldest first;
   * until the transaction ends nobody else asks for the same vendor.
   */
  List<Instant> shownWithin(VendorId vendor, Duration last);

  /** A next certificate that is to come into force on a date. */
  record Planned(ConnectionId connection, CertificateId certificate, Instant at) {}

  /** Those whose proof holds only as long as this connection leads where it does. */
  List<Planned> plannedBy(ConnectionId connection);

  /** Those whose date has come though their last handshake, if any, did not let them in. */
  List<Planned> missed();

  /** Forgets the date of one that was missed; false when it was proved or given another one. */
  boolean forgetDate(Planned missed);

  /**
   * Says when a connection's next certificate is to come into force, at this moment or at none;
   * false when it is coming into force already, or there is none.
   */
  boolean changeAt(ConnectionId connection, Optional<Instant> at);

  /**
   * From now on the lane gives no slot until its next certificate is in force; false when there is
   * none.
   */
  boolean beginChange(ConnectionId connection);

  /** Connections whose next certificate is proved and due. */
  List<ConnectionId> due();

  /** Connections that give no slot until their next certificate is in force. */
  List<ConnectionId> changing();
}
