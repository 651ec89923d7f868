package se.sluss.model.event;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Something that happened in one room and matters to others. */
public sealed interface DomainEvent
    permits SubmissionEvent,
        VendorRegistered,
        VendorChanged,
        TenantRegistered,
        TenantChanged,
        ClientRegistered,
        ClientRotated,
        ClientRevoked,
        SigningOrderCompleted,
        SigningOrderFailed,
        ConnectionRegistered,
        ConnectionStopped,
        ConnectionCertificateExpiring,
        ConnectionServerCertificateChanged {

  /** Its name and version on the wire. */
  @JsonIgnore
  EventType type();

  /** The Kafka key: events of one key keep their order. */
  @JsonIgnore
  String key();
}
