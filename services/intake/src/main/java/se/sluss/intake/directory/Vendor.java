package se.sluss.intake.directory;

import java.time.Instant;
import se.sluss.model.id.VendorId;

/** Who makes the systems that hand documents in. */
public record Vendor(VendorId id, String name, Instant createdAt) {}
