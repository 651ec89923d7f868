package se.sluss.submitter.connection;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/**
 * A vendor's agreed way to one service of the authority in one mode.
 *
 * @param address where calls go, HTTPS, ending in the product type
 * @param agreedInterval the least time between two calls that the authority agreed to
 * @param guard added to it while the answer to the last call is not there, for the spread of delays
 * @param organisationNumber what its certificates' subjects must hold; empty when it does not
 *     matter
 * @param trustedCertificates whom the other side must be certified by, PEM
 * @param certificateExpiresAt end of the validity of the client certificate in force, UTC
 * @param shs empty when it speaks SOAP
 */
public record Connection(
    ConnectionId id,
    VendorId vendor,
    Service service,
    Mode mode,
    boolean active,
    URI address,
    String productType,
    Duration agreedInterval,
    Duration guard,
    Optional<String> organisationNumber,
    String trustedCertificates,
    Instant certificateExpiresAt,
    Optional<ShsSettings> shs,
    Instant createdAt) {}
