package se.sluss.kit.auth;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * Who is asking. Set once by authentication, before the resource runs. For the operator {@link
 * #administrator()} is true and there is no vendor, tenant, mode or client: asking for one is a
 * fault in the program.
 */
@RequestScoped
public class RequestContext {
  private @Nullable ApiClient client;
  private @Nullable TenantId tenant;
  private Optional<String> language = Optional.empty();
  private boolean administrator;
  private BooleanSupplier good = () -> false;

  /**
   * @param stillGood looks the credential up again
   */
  void actAs(
      ApiClient authenticated,
      @Nullable TenantId actsFor,
      Optional<String> speaks,
      BooleanSupplier stillGood) {
    this.language = speaks;
    this.good = stillGood;
    this.client = authenticated;
    this.tenant = actsFor;
  }

  void actAsAdministrator() {
    this.administrator = true;
    this.good = () -> true;
  }

  /** Whether the operator's key was shown. */
  public boolean administrator() {
    return administrator;
  }

  /** Whether anybody was authenticated. */
  public boolean authenticated() {
    return administrator || client != null;
  }

  /**
   * Whether the credential is good now too, for an answer that lasts: it may have ended since the
   * request came. Looks it up each time.
   */
  public boolean isStillGood() {
    return good.getAsBoolean();
  }

  public VendorId vendorId() {
    return client().vendorId();
  }

  /**
   * The tenant acted for; empty when a vendor acts for all of its tenants, or the operator acts.
   */
  public Optional<TenantId> tenantId() {
    return Optional.ofNullable(tenant);
  }

  /**
   * The tenant acted for, where one is needed.
   *
   * @throws Problem {@code validation-failed} when a vendor's client named none
   */
  public TenantId requireTenantId() {
    return tenantId()
        .orElseThrow(
            () ->
                Problem.of(
                        ProblemType.VALIDATION_FAILED,
                        "A vendor's client names the tenant in the header Sluss-Tenant.")
                    .withError("#/Sluss-Tenant", "missing", "say for which tenant"));
  }

  /** The language that was set for the tenant or its vendor, as in Content-Language. */
  public Optional<String> language() {
    return language;
  }

  public Mode mode() {
    return client().mode();
  }

  public ClientId clientId() {
    return client().clientId();
  }

  /**
   * Refuses when the credential lacks the scope. The operator holds every scope.
   *
   * @throws Problem {@code forbidden}
   */
  public void requireScope(String scope) {
    if (!administrator && !client().may(scope)) {
      throw Problem.of(
          ProblemType.FORBIDDEN, "Use a credential with the scope " + scope + " for this.");
    }
  }

  private ApiClient client() {
    ApiClient known = client;
    if (known == null) {
      throw new IllegalStateException("No API client is authenticated in this request");
    }
    return known;
  }

  /**
   * An API client as this room knows it.
   *
   * @param scopes empty means all
   * @param vendor what was set for its vendor
   * @param tenant what was set for its tenant, if it is a tenant's
   * @param named what was set for the tenant that it named; empty when its vendor has no such
   */
  record ApiClient(
      ClientId clientId,
      VendorId vendorId,
      Optional<TenantId> tenantId,
      Mode mode,
      Set<String> scopes,
      OwnerSettings vendor,
      OwnerSettings tenant,
      Optional<OwnerSettings> named) {
    boolean may(String scope) {
      return scopes.isEmpty() || scopes.contains(scope);
    }
  }
}
