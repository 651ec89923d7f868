package se.sluss.submitter.onboarding;

import java.time.Instant;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/** A vendor on its way to a service. */
public record Onboarding(VendorId vendor, Service service, Instant startedAt) {}
