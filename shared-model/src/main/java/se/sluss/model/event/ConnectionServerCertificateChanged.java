package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/**
 * The authority's side showed a valid certificate that it had not shown on the connection before.
 * Told once for each certificate, to each vendor whose documents go over the connection.
 *
 * @param before the newest of those that were known
 */
public record ConnectionServerCertificateChanged(
    ConnectionId connectionId,
    VendorId vendorId,
    Service service,
    Mode mode,
    ServerCertificate certificate,
    ServerCertificate before,
    Instant seenAt)
    implements DomainEvent {

  /**
   * What may be told of it.
   *
   * @param fingerprint SHA-256 of the whole certificate, lower-case hex
   */
  public record ServerCertificate(
      String fingerprint, String subject, String issuer, Instant notBefore, Instant notAfter) {}

  @Override
  public EventType type() {
    return EventType.CONNECTION_SERVER_CERTIFICATE_CHANGED;
  }

  @Override
  public String key() {
    return connectionId.value();
  }
}
