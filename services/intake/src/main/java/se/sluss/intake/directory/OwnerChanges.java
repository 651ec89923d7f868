package se.sluss.intake.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.TenantChanged;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.event.VendorChanged;

/**
 * Changes what is set for vendors and tenants that are locked, and tells all rooms; this room knows
 * at once. Nothing is ever deleted. Runs in a transaction of the system.
 *
 * <pre>
 * ACTIVE ⇄ SUSPENDED → CLOSED
 * </pre>
 *
 * What was taken in goes on while a tenant is suspended; it is closed when all of that has ended.
 */
@ApplicationScoped
public class OwnerChanges {
  private final Directory directory;
  private final OpenWork work;
  private final ClientDirectory credentials;
  private final Outbox outbox;
  private final InstantSource clock;

  public OwnerChanges(
      Directory directory,
      OpenWork work,
      ClientDirectory credentials,
      Outbox outbox,
      InstantSource clock) {
    this.directory = directory;
    this.work = work;
    this.credentials = credentials;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What became of the wish for another status. */
  public sealed interface Outcome {
    /** The tenant has it, now or already. */
    record Changed(Tenant tenant) implements Outcome {}

    /** Another status has to come first. */
    record NotFrom(TenantStatus status) implements Outcome {}

    /** What was taken in has not ended. */
    record UnderWay() implements Outcome {}
  }

  /** All of it anew. */
  public Vendor set(Vendor vendor, Settings settings) {
    Vendor changed = directory.save(vendor.with(settings));
    tell(
        new VendorChanged(
            changed.id(), settings.requestsPerMinute(), settings.languageTag(), now()));
    return changed;
  }

  /** All of it anew. */
  public Tenant set(Tenant tenant, Settings settings) {
    return save(tenant.with(settings));
  }

  public Outcome suspend(Tenant tenant) {
    return switch (tenant.status()) {
      case ACTIVE -> new Outcome.Changed(save(tenant.with(TenantStatus.SUSPENDED)));
      case SUSPENDED -> new Outcome.Changed(tenant);
      case CLOSED -> new Outcome.NotFrom(tenant.status());
    };
  }

  public Outcome resume(Tenant tenant) {
    return switch (tenant.status()) {
      case ACTIVE -> new Outcome.Changed(tenant);
      case SUSPENDED -> new Outcome.Changed(save(tenant.with(TenantStatus.ACTIVE)));
      case CLOSED -> new Outcome.NotFrom(tenant.status());
    };
  }

  public Outcome close(Tenant tenant) {
    return switch (tenant.status()) {
      case ACTIVE -> new Outcome.NotFrom(tenant.status());
      case SUSPENDED ->
          work.isUnderWay(tenant.id())
              ? new Outcome.UnderWay()
              : new Outcome.Changed(save(tenant.with(TenantStatus.CLOSED)));
      case CLOSED -> new Outcome.Changed(tenant);
    };
  }

  private Tenant save(Tenant tenant) {
    Tenant changed = directory.save(tenant);
    Settings settings = changed.settings();
    tell(
        new TenantChanged(
            changed.id(),
            changed.vendorId(),
            changed.status(),
            settings.requestsPerMinute(),
            settings.languageTag(),
            now()));
    return changed;
  }

  private void tell(DomainEvent event) {
    credentials.apply(event);
    outbox.append(event);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
