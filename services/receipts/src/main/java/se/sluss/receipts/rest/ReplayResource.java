package se.sluss.receipts.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ReplayId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;
import se.sluss.receipts.webhook.endpoint.Endpoints;
import se.sluss.receipts.webhook.replay.Replay;
import se.sluss.receipts.webhook.replay.ReplayKind;
import se.sluss.receipts.webhook.replay.Replays;

/** Many deliveries of an endpoint sent once more. */
@Path("/v1/webhook-endpoints/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Scope(Callers.READ_WEBHOOKS)
public class ReplayResource {
  private final Endpoints endpoints;
  private final Replays replays;
  private final AddressGate gate;
  private final Cursors cursors;
  private final Transactions transactions;
  private final Idempotency idempotency;
  private final InstantSource clock;

  ReplayResource(
      Endpoints endpoints,
      Replays replays,
      AddressGate gate,
      Cursors cursors,
      Transactions transactions,
      Idempotency idempotency,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.replays = replays;
    this.gate = gate;
    this.cursors = cursors;
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param since what is older is left alone
   */
  @RegisterForReflection
  record ReplayRequest(@Nullable Instant since) {}

  /** Sends once more what failed since a time. */
  @POST
  @Path("/recover")
  @Consumes(MediaType.APPLICATION_JSON)
  @Scope(Callers.WRITE_WEBHOOKS)
  public Response recover(@PathParam("id") String id, @Nullable ReplayRequest request) {
    return begin(id, ReplayKind.FAILED, request);
  }

  /** Sends what never reached the endpoint since a time. */
  @POST
  @Path("/replay-missing")
  @Consumes(MediaType.APPLICATION_JSON)
  @Scope(Callers.WRITE_WEBHOOKS)
  public Response replayMissing(@PathParam("id") String id, @Nullable ReplayRequest request) {
    return begin(id, ReplayKind.MISSING, request);
  }

  private Response begin(String id, ReplayKind kind, @Nullable ReplayRequest request) {
    WebhookEndpointId known = EndpointResource.known(id);
    Instant since = request == null ? null : request.since();
    if (since == null) {
      throw unusable("missing");
    }
    if (since.isAfter(clock.instant())) {
      throw unusable("in-future");
    }
    if (!Times.isKept(since)) {
      throw unusable("out-of-range");
    }
    gate.pass(transactions.asCaller(() -> endpoint(known)).settings().url());
    return idempotency.once(
        () -> {
          Endpoint endpoint = endpoint(known);
          if (endpoint.standing().status() == EndpointStatus.PENDING_TEST) {
            throw Problem.of(ProblemType.STATE_CONFLICT, "The endpoint was never tested: test it.");
          }
          Replay begun =
              replays
                  .begin(endpoint, kind, since)
                  .orElseThrow(
                      () ->
                          Problem.of(
                              ProblemType.STATE_CONFLICT,
                              "A replay of this endpoint is under way. Wait for it or stop it."));
          return Response.accepted(ReplayView.of(begun))
              .location(URI.create("/v1/webhook-endpoints/" + known + "/replays/" + begun.id()))
              .build();
        });
  }

  private static Problem unusable(String code) {
    return Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members that are listed.")
        .withError("#/since", code, "must be a time in the past, " + Times.KEPT);
  }

  @GET
  @Path("/replays")
  public Page<ReplayView> list(
      @PathParam("id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    WebhookEndpointId known = EndpointResource.known(id);
    int most = cursors.limit(limit);
    String filter = "replays|" + known;
    Position after = cursors.decode(cursor, filter);
    List<Replay> rows =
        transactions.asCaller(() -> replays.list(endpoint(known).id(), after, most + 1));
    return cursors.page(
        rows,
        most,
        filter,
        replay -> new Position(replay.createdAt(), replay.id().value()),
        ReplayView::of);
  }

  @GET
  @Path("/replays/{replayId}")
  public ReplayView replay(@PathParam("id") String id, @PathParam("replayId") String replayId) {
    return ReplayView.of(
        transactions.asCaller(() -> replay(EndpointResource.known(id), known(replayId))));
  }

  /** Plans nothing more; what is being sent at the moment still goes. */
  @POST
  @Path("/replays/{replayId}/stop")
  @Scope(Callers.WRITE_WEBHOOKS)
  public ReplayView stop(@PathParam("id") String id, @PathParam("replayId") String replayId) {
    WebhookEndpointId endpoint = EndpointResource.known(id);
    return ReplayView.of(
        transactions.asCaller(
            () -> {
              Replay present = replay(endpoint, known(replayId));
              replays.stop(endpoint, present.id());
              return replay(endpoint, present.id());
            }));
  }

  private Endpoint endpoint(WebhookEndpointId id) {
    return endpoints.find(id).orElseThrow(Problem::notFound);
  }

  private Replay replay(WebhookEndpointId endpoint, ReplayId id) {
    return replays.find(endpoint(endpoint).id(), id).orElseThrow(Problem::notFound);
  }

  private static ReplayId known(String id) {
    return ReplayId.parse(id).orElseThrow(Problem::notFound);
  }
}
