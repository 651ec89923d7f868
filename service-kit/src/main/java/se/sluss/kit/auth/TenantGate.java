package se.sluss.kit.auth;

import jakarta.enterprise.context.ApplicationScoped;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.TenantId;

/**
 * Keeps what is a suspended or closed tenant's as it is. Authentication asks it when a request
 * names its tenant; whoever changes a thing that a vendor found by its identifier alone asks here.
 */
@ApplicationScoped
public class TenantGate {
  private final Credentials credentials;

  TenantGate(Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * Returns when the tenant is active.
   *
   * @throws Problem {@code tenant-suspended} or {@code tenant-closed}
   */
  public void requireActive(TenantId tenant) {
    requireActive(credentials.statusOf(tenant));
  }

  static void requireActive(TenantStatus tenant) {
    if (tenant != TenantStatus.ACTIVE) {
      throw refusal(tenant);
    }
  }

  /** What a tenant that is not active is answered: {@code tenant-suspended} or {@code -closed}. */
  public static Problem refusal(TenantStatus tenant) {
    return switch (tenant) {
      case ACTIVE -> throw new IllegalArgumentException("An active tenant is not refused");
      case SUSPENDED ->
          Problem.of(
              ProblemType.TENANT_SUSPENDED,
              "Only reading is open to the tenant until the operator resumes it.");
      case CLOSED -> Problem.of(ProblemType.TENANT_CLOSED, "Only reading is open to the tenant.");
    };
  }
}
