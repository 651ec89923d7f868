package se.sluss.intake.directory;

import java.time.Instant;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.identity.Organisationsnummer;

/** A provider of assistance, customer of one vendor. */
public record Tenant(
    TenantId id,
    VendorId vendorId,
    String name,
    Organisationsnummer organisationNumber,
    Instant createdAt) {}
