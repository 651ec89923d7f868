package se.sluss.submitter.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.certificate.ClientCertificate;

/**
 * A connection that was asked for and found usable.
 *
 * @param organisationNumber what its certificates' subjects must hold; empty when it does not
 *     matter
 * @param shs empty when it speaks SOAP
 */
public record NewConnection(
    VendorId vendor,
    Service service,
    Mode mode,
    URI address,
    String productType,
    Duration agreedInterval,
    Duration guard,
    Optional<String> organisationNumber,
    String trustedCertificates,
    ClientCertificate certificate,
    Optional<ShsSettings> shs) {}
