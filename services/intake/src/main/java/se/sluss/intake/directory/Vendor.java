package se.sluss.intake.directory;

import java.time.Instant;
import se.sluss.model.id.VendorId;

/**
 * Who makes the systems that hand documents in.
 *
 * @param version counts its changes
 */
public record Vendor(VendorId id, String name, Instant createdAt, Settings settings, int version)
    implements Versioned {
  Vendor with(Settings others) {
    return new Vendor(id, name, createdAt, others, version);
  }
}
