package se.sluss.intake.directory;

import se.sluss.model.id.TenantId;

/** What is under way for a tenant. Runs in the caller's transaction. */
public interface OpenWork {
  /** Whether anything that was taken in for it, in either mode, has not ended. */
  boolean isUnderWay(TenantId tenant);
}
