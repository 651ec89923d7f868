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
import se.sluss.submitter.connection.Loans;
import se.sluss.submitter.connection.ShsForm;

/**
 * A connection as the API shows it.
 *
 * @param lent whether it is another's, lent to the vendor that looks; what is between its owner and
 *     the authority is absent then
 * @param shs absent when it speaks SOAP
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionView(
    ConnectionId id,
    VendorId vendorId,
    boolean lent,
    Service service,
    Mode mode,
    @Nullable String address,
    @Nullable String productType,
    Duration agreedInterval,
    @Nullable Duration guard,
    Instant certificateExpiresAt,
    boolean active,
    @Nullable ShsForm shs,
    Instant createdAt) {

  static ConnectionView of(Connection connection) {
    return new ConnectionView(
        connection.id(),
        connection.vendor(),
        false,
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

  static ConnectionView ofLent(Loans.Loan loan, Connection connection) {
    return new ConnectionView(
        connection.id(),
        loan.vendor(),
        true,
        connection.service(),
        connection.mode(),
        null,
        null,
        connection.agreedInterval(),
        null,
        connection.certificateExpiresAt(),
        connection.active(),
        null,
        loan.since());
  }
}
