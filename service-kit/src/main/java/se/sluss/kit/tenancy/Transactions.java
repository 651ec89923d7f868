package se.sluss.kit.tenancy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.function.Supplier;
import se.sluss.kit.auth.RequestContext;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * Transactions under row-level security. Each call is a transaction of its own (never joined to one
 * that is open), committed when the work returns and rolled back when it throws. Rows are visible
 * only inside: outside of these methods no setting is there, and the database shows nothing.
 */
@ApplicationScoped
public class Transactions {
  private static final String SETTINGS =
      "SELECT set_config('sluss.actor', ?, true), set_config('sluss.vendor', ?, true),"
          + " set_config('sluss.tenant', ?, true), set_config('sluss.mode', ?, true)";

  /** Whoever shares a transaction waits for nobody for long. */
  private static final String SHARED_SETTINGS =
      SETTINGS + ", set_config('lock_timeout', '50ms', true)";

  private static final RowOwner NOBODY = new RowOwner("", "", "");

  private final AgroalDataSource database;
  private final RequestContext caller;

  public Transactions(AgroalDataSource database, RequestContext caller) {
    this.database = database;
    this.caller = caller;
  }

  /**
   * Work that sees and writes the caller's rows only.
   *
   * @throws IllegalStateException when the caller is the operator, who owns no rows: those
   *     resources say {@link #asSystem} on purpose
   */
  public <T> T asCaller(Supplier<T> work) {
    return as("", callersRows(), work);
  }

  /** The rows that {@link #asCaller(Supplier)} sees. */
  public RowOwner callersRows() {
    return new RowOwner(
        caller.vendorId().value(),
        caller.tenantId().map(Object::toString).orElse(""),
        caller.mode().wire());
  }

  /** As {@link #asCaller(Supplier)}, without a result. */
  public void asCaller(Runnable work) {
    asCaller(
        () -> {
          work.run();
          return true;
        });
  }

  /** Work that sees and writes one tenant's rows only, for somebody who came without a key. */
  public <T> T asTenant(VendorId vendor, TenantId tenant, Mode mode, Supplier<T> work) {
    return as("", new RowOwner(vendor.value(), tenant.value(), mode.wire()), work);
  }

  /** Work of the room itself, for events, workers and the operator: sees all rows. */
  public <T> T asSystem(Supplier<T> work) {
    return as("system", NOBODY, work);
  }

  /** As {@link #asSystem(Supplier)}, without a result. */
  public void asSystem(Runnable work) {
    asSystem(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * Work for several owners in one transaction, one after the other: each sees and writes its own
   * rows only, and all of it is kept or none. It fails rather than have all of them wait for a lock
   * that one of them needs.
   */
  public void asEach(SortedMap<RowOwner, Runnable> works) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                works.forEach(
                    (owner, work) -> {
                      set(SHARED_SETTINGS, "", owner);
                      work.run();
                    }));
  }

  private <T> T as(String actor, RowOwner owner, Supplier<T> work) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              set(SETTINGS, actor, owner);
              return work.get();
            });
  }

  private void set(String sql, String actor, RowOwner owner) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, actor);
      statement.setString(2, owner.vendor());
      statement.setString(3, owner.tenant());
      statement.setString(4, owner.mode());
      statement.execute();
    } catch (SQLException e) {
      throw new StoreException("The row-level settings could not be made", e);
    }
  }
}
