package se.sluss.submitter.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.connection.Loans;
import se.sluss.submitter.governor.LaneView;
import se.sluss.submitter.governor.Lanes;

/**
 * Lanes of others that are lent to the caller's vendor. That they are is read behind the caller's
 * wall; what is common to all who share a lane stands in rows that are not the caller's.
 */
@ApplicationScoped
class LentLanes {
  private final Loans loans;
  private final Lanes lanes;
  private final CallersTransactions callers;
  private final Transactions transactions;
  private final RequestContext caller;
  private final ClientDirectory directory;

  LentLanes(
      Loans loans,
      Lanes lanes,
      CallersTransactions callers,
      Transactions transactions,
      RequestContext caller,
      ClientDirectory directory) {
    this.loans = loans;
    this.lanes = lanes;
    this.callers = callers;
    this.transactions = transactions;
    this.caller = caller;
    this.directory = directory;
  }

  /** Those that the caller may see; none for the operator, who sees the lanes themselves. */
  List<LaneView> views() {
    if (caller.administrator()) {
      return List.of();
    }
    VendorId vendor = caller.vendorId();
    Set<ConnectionId> lent =
        callers.run(
            () ->
                loans.to(vendor).stream().map(Loans.Loan::connection).collect(Collectors.toSet()));
    return lent.isEmpty() ? List.of() : transactions.asSystem(() -> lanes.lent(vendor, lent));
  }

  Optional<LaneView> view(ConnectionId connection) {
    return views().stream()
        .filter(lane -> lane.connection().equals(Optional.of(connection)))
        .findFirst();
  }

  /** The same for a tenant's client too, which sees no lane but its own share of one. */
  Optional<LaneView> share(ConnectionId connection) {
    return transactions
        .asSystem(() -> lanes.lent(caller.vendorId(), Set.of(connection)).stream().findFirst())
        .filter(lane -> lane.mode() == caller.mode());
  }

  /** Which of the vendors that a lane is for has this tenant. */
  Optional<VendorId> vendorOf(TenantId tenant, LaneView lane) {
    List<VendorId> vendors =
        caller.administrator()
            ? transactions.asSystem(() -> lanes.vendors(lane.connection().orElseThrow()))
            : List.of(lane.vendor());
    return vendors.stream().filter(vendor -> directory.isTenantOf(tenant, vendor)).findFirst();
  }
}
