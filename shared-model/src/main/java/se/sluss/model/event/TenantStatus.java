package se.sluss.model.event;

/** Whether anything new may be done for a tenant. What is there can be read in each of them. */
public enum TenantStatus {
  /** Everything. */
  ACTIVE,
  /** Nothing for now; what was taken in goes on. */
  SUSPENDED,
  /** Nothing any more, and nothing is under way. */
  CLOSED
}
