package se.sluss.model.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * A certificate in force ends soon. Told once for each of 90, 60, 30, 14, 7 and 1 days, and when
 * its successor was to come into force on a date, but was not proved by then.
 *
 * @param purpose absent in events from before there was one for signing
 * @param daysLeft days until it ends, begun ones counted whole
 * @param nextCertificate whether another one is there that may come into force: {@code NONE},
 *     {@code UPLOADED}, {@code PROVED} or {@code SCHEDULED}
 * @param tenantIds the vendor's own that are not closed, whether they have sent or not: their
 *     documents would not go over the connection any more
 */
public record ConnectionCertificateExpiring(
    ConnectionId connectionId,
    VendorId vendorId,
    Service service,
    Mode mode,
    Purpose purpose,
    Instant expiresAt,
    int daysLeft,
    NextCertificate nextCertificate,
    List<TenantId> tenantIds,
    Instant toldAt)
    implements DomainEvent {

  /** What it is for. */
  public enum Purpose {
    TLS,
    SIGNING
  }

  /** How far its successor has come. */
  public enum NextCertificate {
    NONE,
    UPLOADED,
    PROVED,
    SCHEDULED
  }

  public ConnectionCertificateExpiring {
    purpose = Objects.requireNonNullElse(purpose, Purpose.TLS);
    tenantIds = List.copyOf(tenantIds);
  }

  @Override
  public EventType type() {
    return EventType.CONNECTION_CERTIFICATE_EXPIRING;
  }

  @Override
  public String key() {
    return connectionId.value();
  }
}
