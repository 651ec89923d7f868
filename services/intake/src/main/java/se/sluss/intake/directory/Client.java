package se.sluss.intake.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * A program that may call with a key of its own.
 *
 * @param tenantId empty when it acts for all tenants of its vendor
 * @param scopes what it may do; empty means everything
 * @param keyHint prefix and last four characters of the key, for people
 */
public record Client(
    ClientId id,
    VendorId vendorId,
    Optional<TenantId> tenantId,
    Mode mode,
    String name,
    List<String> scopes,
    String keyHint,
    Instant createdAt,
    Optional<Instant> revokedAt) {}
