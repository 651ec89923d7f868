package se.sluss.intake.submission;

import java.util.Optional;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Whose submissions are meant: a vendor's in one mode, or those of one of its tenants. */
public record Owner(VendorId vendorId, Optional<TenantId> tenantId, Mode mode) {

  /** Whether a submission is among them. */
  public boolean owns(SubmissionRef submission) {
    return submission.vendorId().equals(vendorId)
        && submission.mode() == mode
        && tenantId.map(submission.tenantId()::equals).orElse(true);
  }
}
