package se.sluss.intake.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.TenantId;

/**
 * Active tenants as they were when somebody last looked. Whoever acts on one has the database
 * compare its versions.
 */
@ApplicationScoped
public class KnownTenants {
  private static final int MOST = 10_000;

  private final Directory directory;
  private final Transactions transactions;
  private final Cache<TenantId, TenantOfVendor> known =
      Caffeine.newBuilder().maximumSize(MOST).build();

  public KnownTenants(Directory directory, Transactions transactions) {
    this.directory = directory;
    this.transactions = transactions;
  }

  /** The tenant that the caller acts for; empty when there is none, or it is not active. */
  public Optional<TenantOfVendor> callers(TenantId id) {
    @Nullable TenantOfVendor found = known.getIfPresent(id);
    if (found != null) {
      return Optional.of(found);
    }
    Optional<TenantOfVendor> read =
        transactions
            .asCaller(() -> directory.withVendor(id))
            .filter(tenant -> tenant.tenant().isActive());
    read.ifPresent(tenant -> known.put(id, tenant));
    return read;
  }

  /** It may be another by now. */
  public void forget(TenantId id) {
    known.invalidate(id);
  }
}
