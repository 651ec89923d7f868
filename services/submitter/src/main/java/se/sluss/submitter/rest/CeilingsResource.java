package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.paging.Page;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.submitter.governor.Lanes;
import se.sluss.submitter.governor.OperateLane;

/** Upper bounds that several lanes share; the operator's alone. */
@Path("/v1/ceilings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CeilingsResource {
  private final Lanes lanes;
  private final OperateLane operate;
  private final Transactions transactions;

  CeilingsResource(Lanes lanes, OperateLane operate, Transactions transactions) {
    this.lanes = lanes;
    this.operate = operate;
    this.transactions = transactions;
  }

  /**
   * A ceiling as the API shows it.
   *
   * @param interval the least time between two calls of all lanes under it together
   */
  public record Ceiling(String name, Duration interval) {}

  @GET
  @Administrator
  public Page<Ceiling> list() {
    List<Ceiling> all =
        transactions.asSystem(
            () ->
                lanes.ceilings().entrySet().stream()
                    .map(one -> new Ceiling(one.getKey(), one.getValue()))
                    .toList());
    return new Page<>(all, null);
  }

  /** Makes one, or changes its interval. */
  @PUT
  @Path("/{name}")
  @Administrator
  public Ceiling put(@PathParam("name") String name, LaneForms.@Nullable Ceiling form) {
    LaneForms.Ceiling.Checked asked = LaneForms.Ceiling.check(name, form);
    transactions.asSystem(() -> operate.ceiling(asked.name(), asked.interval(), asked.why()));
    return new Ceiling(asked.name(), asked.interval());
  }
}
