package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Consumer;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.OperatorActs;
import se.sluss.submitter.governor.LaneRunners;
import se.sluss.submitter.governor.LaneView;
import se.sluss.submitter.governor.Lanes;
import se.sluss.submitter.governor.OperateLane;

/** Lanes: seen by their vendor, paused and resumed by the operator. */
@Path("/v1/lanes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LanesResource {
  private final Lanes lanes;
  private static final OperatorActs.Why WHY = new OperatorActs.Why("administrator", "");
  private final OperateLane operate;
  private final LaneRunners runners;
  private final CallersTransactions transactions;

  LanesResource(
      Lanes lanes, OperateLane operate, LaneRunners runners, CallersTransactions transactions) {
    this.lanes = lanes;
    this.operate = operate;
    this.runners = runners;
    this.transactions = transactions;
  }

  @GET
  @Administrator
  @Scope("lanes:read")
  public Page<LaneAnswer> list() {
    List<LaneView> views = transactions.run(() -> lanes.views(null));
    return new Page<>(views.stream().map(LaneAnswer::of).toList(), null);
  }

  @GET
  @Path("/{connectionId}")
  @Administrator
  @Scope("lanes:read")
  public LaneAnswer get(@PathParam("connectionId") String id) {
    return transactions.run(() -> view(known(id)));
  }

  /** Pauses a running lane; one that stopped by itself stays stopped. */
  @POST
  @Path("/{connectionId}/pause")
  @Administrator
  public LaneAnswer pause(@PathParam("connectionId") String id) {
    return change(id, connection -> operate.pause(connection, WHY));
  }

  /** Lets a paused or stopped lane run again, at the earliest one interval from now. */
  @POST
  @Path("/{connectionId}/resume")
  @Administrator
  public LaneAnswer resume(@PathParam("connectionId") String id) {
    LaneAnswer resumed = change(id, connection -> operate.resume(connection, WHY));
    runners.look();
    return resumed;
  }

  private LaneAnswer change(String id, Consumer<ConnectionId> change) {
    ConnectionId connection = known(id);
    return transactions.run(
        () -> {
          change.accept(connection);
          return view(connection);
        });
  }

  private LaneAnswer view(ConnectionId connection) {
    return lanes.views(connection).stream()
        .findFirst()
        .map(LaneAnswer::of)
        .orElseThrow(Problem::notFound);
  }

  private static ConnectionId known(String id) {
    return ConnectionId.parse(id).orElseThrow(Problem::notFound);
  }
}
