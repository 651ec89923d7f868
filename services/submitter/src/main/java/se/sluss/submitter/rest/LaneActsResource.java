package se.sluss.submitter.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.OperatorActs;
import se.sluss.submitter.governor.LaneRunners;
import se.sluss.submitter.governor.LaneView;
import se.sluss.submitter.governor.Lanes;
import se.sluss.submitter.governor.OperateLane;
import se.sluss.submitter.onboarding.Onboardings;

/** What the operator does with lanes while they run. Every answer is the lane after it. */
@Path("/v1/lanes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LaneActsResource {
  private final Lanes lanes;
  private final OperateLane operate;
  private final Onboardings onboardings;
  private final LaneRunners runners;
  private final Transactions transactions;
  private final LentLanes lent;
  private final ObjectMapper json;

  LaneActsResource(
      Lanes lanes,
      OperateLane operate,
      Onboardings onboardings,
      LaneRunners runners,
      Transactions transactions,
      LentLanes lent,
      ObjectMapper json) {
    this.lanes = lanes;
    this.operate = operate;
    this.onboardings = onboardings;
    this.runners = runners;
    this.transactions = transactions;
    this.lent = lent;
    this.json = json;
  }

  /** A tenant's share, as it was set. */
  public record Share(TenantId tenantId, int weight) {}

  /** Nothing more is sent until it is resumed; a stopped lane tries nothing by itself any more. */
  @POST
  @Path("/{connectionId}/pause")
  @Consumes(MediaType.WILDCARD)
  @Administrator
  public LaneAnswer pause(
      @PathParam("connectionId") String id,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      byte[] body)
      throws IOException {
    return act(id, optional(type, body), operate::pause);
  }

  /** Nothing more is sent, and it is paused when the last answer is there. */
  @POST
  @Path("/{connectionId}/drain")
  @Consumes(MediaType.WILDCARD)
  @Administrator
  public LaneAnswer drain(
      @PathParam("connectionId") String id,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      byte[] body)
      throws IOException {
    return act(id, optional(type, body), operate::drain);
  }

  /** Lets a paused, draining or stopped lane run again, at the earliest one interval from now. */
  @POST
  @Path("/{connectionId}/resume")
  @Consumes(MediaType.WILDCARD)
  @Administrator
  public LaneAnswer resume(
      @PathParam("connectionId") String id,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      byte[] body)
      throws IOException {
    return act(
        id,
        optional(type, body),
        (connection, why) -> {
          if (onboardings.closed(connection)) {
            throw Problem.of(
                ProblemType.STATE_CONFLICT,
                "Production is not open yet: open it with POST /v1/onboardings/{vendorId}/{service}/open.");
          }
          if (view(connection).reason().equals("RETIRED")) {
            throw OwnConnections.retired();
          }
          operate.resume(connection, why);
        });
  }

  /** Goes more slowly than agreed, or as agreed again. */
  @POST
  @Path("/{connectionId}/slow")
  @Administrator
  public LaneAnswer slow(@PathParam("connectionId") String id, LaneForms.@Nullable Slow form) {
    return change(
        id,
        connection -> {
          LaneView lane = view(connection);
          LaneForms.Slow.Checked asked =
              LaneForms.Slow.check(form, lane.rate().orElseThrow().agreed());
          operate.slow(connection, asked.interval(), asked.why());
          return LaneAnswer.of(view(connection));
        });
  }

  /** The authority has agreed to another pace. */
  @PUT
  @Path("/{connectionId}/agreement")
  @Administrator
  public LaneAnswer agree(
      @PathParam("connectionId") String id, LaneForms.@Nullable Agreement form) {
    return change(
        id,
        connection -> {
          view(connection);
          LaneForms.Agreement.Checked asked = LaneForms.Agreement.check(form);
          operate.agree(connection, asked.interval(), asked.guard(), asked.why());
          return LaneAnswer.of(view(connection));
        });
  }

  /** Puts the lane under a ceiling that others may share, or out of it. */
  @PUT
  @Path("/{connectionId}/ceiling")
  @Administrator
  public LaneAnswer under(@PathParam("connectionId") String id, LaneForms.@Nullable Under form) {
    return change(
        id,
        connection -> {
          view(connection);
          LaneForms.Under.Checked asked = LaneForms.Under.check(form, lanes.ceilings().keySet());
          operate.under(connection, asked.ceiling(), asked.why());
          return LaneAnswer.of(view(connection));
        });
  }

  /** Another share for a tenant among its vendor's, from its next call on. */
  @PUT
  @Path("/{connectionId}/tenants/{tenantId}")
  @Administrator
  public Share weigh(
      @PathParam("connectionId") String id,
      @PathParam("tenantId") String tenantId,
      LaneForms.@Nullable Weight form) {
    return change(
        id,
        connection -> {
          LaneView lane = view(connection);
          TenantId tenant = TenantId.parse(tenantId).orElseThrow(Problem::notFound);
          VendorId vendor = lent.vendorOf(tenant, lane).orElseThrow(Problem::notFound);
          LaneForms.Weight.Checked asked = LaneForms.Weight.check(form);
          operate.weigh(connection, vendor, tenant, asked.weight(), asked.why());
          return new Share(tenant, asked.weight());
        });
  }

  /** No body at all is a body without a reason, whatever media type the client names for it. */
  private LaneForms.@Nullable Act optional(@Nullable String type, byte[] body) throws IOException {
    if (body.length == 0) {
      return null;
    }
    if (type == null || !MediaType.APPLICATION_JSON_TYPE.isCompatible(MediaType.valueOf(type))) {
      throw Problem.of(
          ProblemType.MEDIA_TYPE_NOT_SUPPORTED,
          "Send the reason as application/json, and name that media type.");
    }
    return json.readValue(body, LaneForms.Act.class);
  }

  private LaneAnswer act(
      String id, LaneForms.@Nullable Act form, BiConsumer<ConnectionId, OperatorActs.Why> act) {
    return change(
        id,
        connection -> {
          view(connection);
          act.accept(connection, LaneForms.Act.check(form));
          return LaneAnswer.of(view(connection));
        });
  }

  /** A lane may go on, or sooner than it thought: whoever leads it looks again. */
  private <T> T change(String id, Function<ConnectionId, T> change) {
    ConnectionId connection = LanesResource.known(id);
    T after = transactions.asSystem(() -> change.apply(connection));
    runners.look();
    return after;
  }

  private LaneView view(ConnectionId connection) {
    return lanes.views(connection).stream().findFirst().orElseThrow(Problem::notFound);
  }
}
