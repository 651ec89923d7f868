package se.sluss.submitter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.ShsForm;

/**
 * A connection as the API shows it.
 *
 * @param shs absent when it speaks SOAP
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionView(
    ConnectionId id,
    VendorId vendorId,
    Service service,
    Mode mode,
    String address,
    String productType,
    Duration agreedInterval,
    Duration guard,
    Instant certificateExpiresAt,
    boolean active,
    @Nullable ShsForm shs,
    Instant createdAt) {

  static ConnectionView of(Connection connection) {
    return new ConnectionView(
        connection.id(),
        connection.vendor(),
        connection.service(),
        connection.mode(),
        connection.address().toString(),
        connection.productType(),
        connection.agreedInterval(),
        connection.guard(),
        connection.certificateExpiresAt(),
        connection.active(),
        connection.shs().map(ShsForm::of).orElse(null),
        connection.createdAt());
  }
}
