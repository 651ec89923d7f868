package se.sluss.model.event;

import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * Which submission an event is about, and whose it is.
 *
 * @param documentId the document's own UUID, lower case
 */
public record SubmissionRef(
    SubmissionId submissionId,
    VendorId vendorId,
    TenantId tenantId,
    Service service,
    Mode mode,
    String documentId) {}
