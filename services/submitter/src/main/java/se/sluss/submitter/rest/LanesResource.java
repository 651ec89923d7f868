package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.governor.Forecast;
import se.sluss.submitter.governor.LaneView;
import se.sluss.submitter.governor.Lanes;
import se.sluss.submitter.governor.TenantBacklog;

/**
 * Lanes as their vendor and the operator see them. A tenant's client sees no lane, but its own
 * share of one and when its documents would leave.
 */
@Path("/v1/lanes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LanesResource {
  private static final int MOST_TENANTS = 1000;
  private static final int USUAL_TENANTS = 100;
  private static final int MOST_DOCUMENTS = 1_000_000;

  private final Lanes lanes;
  private final CallersTransactions callers;
  private final Transactions transactions;
  private final RequestContext caller;
  private final LentLanes lent;

  LanesResource(
      Lanes lanes,
      CallersTransactions callers,
      Transactions transactions,
      RequestContext caller,
      LentLanes lent) {
    this.lanes = lanes;
    this.callers = callers;
    this.transactions = transactions;
    this.caller = caller;
    this.lent = lent;
  }

  @GET
  @Administrator
  @Scope("lanes:read")
  public Page<LaneAnswer> list() {
    List<LaneView> views = callers.run(() -> lanes.views(null));
    return new Page<>(
        Stream.concat(
                views.stream().map(LaneAnswer::of), lent.views().stream().map(LaneAnswer::ofLent))
            .toList(),
        null);
  }

  @GET
  @Path("/{connectionId}")
  @Administrator
  @Scope("lanes:read")
  public LaneAnswer get(@PathParam("connectionId") String id) {
    ConnectionId connection = known(id);
    return callers
        .run(() -> lanes.views(connection).stream().findFirst())
        .map(LaneAnswer::of)
        .or(() -> lent.view(connection).map(LaneAnswer::ofLent))
        .orElseThrow(Problem::notFound);
  }

  /** Who waits in a lane, the longest queue first; a tenant's client gets its own share only. */
  @GET
  @Path("/{connectionId}/tenants")
  @Administrator
  @Scope("lanes:read")
  public Page<TenantBacklog> tenants(
      @PathParam("connectionId") String id, @QueryParam("limit") @Nullable String limit) {
    ConnectionId connection = known(id);
    own(connection);
    Faults faults = new Faults();
    int most = limit == null ? USUAL_TENANTS : faults.number("limit", limit, 1, MOST_TENANTS);
    faults.refuseIfAny();
    return new Page<>(callers.run(() -> lanes.backlog(connection, most)), null);
  }

  /**
   * When so many documents would leave if they were handed in and signed now. Counted over all
   * tenants of the lane, whatever the caller may see of them; only numbers are answered.
   */
  @GET
  @Path("/{connectionId}/forecast")
  @Administrator
  @Scope("lanes:read")
  public ForecastAnswer forecast(
      @PathParam("connectionId") String id,
      @QueryParam("documents") @Nullable String documents,
      @QueryParam("tenantId") @Nullable String tenantId) {
    ConnectionId connection = known(id);
    LaneView lane = own(connection);
    Optional<TenantId> tenant = tenant(tenantId);
    Optional<VendorId> vendor = tenant.map(known -> vendorOf(known, lane));
    Faults faults = new Faults();
    int count = faults.number("documents", documents, 1, MOST_DOCUMENTS);
    if (tenant.isEmpty()) {
      faults.add("tenantId", "missing", "is missing: name the tenant that would hand them in");
    }
    faults.refuseIfAny();
    Forecast forecast =
        transactions.asSystem(
            () ->
                lanes
                    .forecast(connection, vendor.orElseThrow(), tenant.orElseThrow().value(), count)
                    .orElseThrow(Problem::notFound));
    return ForecastAnswer.of(forecast, lane);
  }

  /** The lane of the caller's vendor and mode, or one that is lent to it; any for the operator. */
  private LaneView own(ConnectionId connection) {
    return transactions
        .asSystem(() -> lanes.views(connection).stream().findFirst())
        .filter(
            lane ->
                caller.administrator()
                    || lane.vendor().equals(caller.vendorId()) && lane.mode() == caller.mode())
        .or(() -> caller.administrator() ? Optional.empty() : lent.share(connection))
        .orElseThrow(Problem::notFound);
  }

  private Optional<TenantId> tenant(@Nullable String named) {
    Optional<TenantId> actsFor = caller.administrator() ? Optional.empty() : caller.tenantId();
    if (named == null || named.isEmpty()) {
      return actsFor;
    }
    return Optional.of(
        TenantId.parse(named)
            .filter(tenant -> actsFor.isEmpty() || actsFor.get().equals(tenant))
            .orElseThrow(Problem::notFound));
  }

  private VendorId vendorOf(TenantId tenant, LaneView lane) {
    boolean itself =
        !caller.administrator() && caller.tenantId().filter(tenant::equals).isPresent();
    return itself ? lane.vendor() : lent.vendorOf(tenant, lane).orElseThrow(Problem::notFound);
  }

  static ConnectionId known(String id) {
    return ConnectionId.parse(id).orElseThrow(Problem::notFound);
  }
}
