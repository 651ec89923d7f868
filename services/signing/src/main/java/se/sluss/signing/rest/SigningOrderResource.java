package se.sluss.signing.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.auth.TenantGate;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SigningOrderId;
import se.sluss.signing.bankid.UserMessages.Launch;
import se.sluss.signing.ops.Workers;
import se.sluss.signing.order.CancelOrder;
import se.sluss.signing.order.Language;
import se.sluss.signing.order.OpenOrder;
import se.sluss.signing.order.RestartOrder;
import se.sluss.signing.order.SigningOrder;
import se.sluss.signing.store.SigningOrders;

/** Signing orders: open one over submissions, follow it, stop it, go on from it. */
@Path("/v1/signing-orders")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SigningOrderResource {
  private final OpenOrder openOrder;
  private final CancelOrder cancelOrder;
  private final SigningOrders orders;
  private final RestartOrder restartOrder;
  private final OrderViews views;
  private final OrderWatch watch;
  private final Streams streams;
  private final StreamConfig limits;
  private final RequestContext caller;
  private final TenantGate gate;
  private final Workers workers;
  private final Transactions transactions;
  private final Idempotency idempotency;
  private final Cursors cursors;

  public SigningOrderResource(
      OpenOrder openOrder,
      CancelOrder cancelOrder,
      SigningOrders orders,
      RestartOrder restartOrder,
      OrderViews views,
      OrderWatch watch,
      Streams streams,
      StreamConfig limits,
      RequestContext caller,
      TenantGate gate,
      Workers workers,
      Transactions transactions,
      Idempotency idempotency,
      Cursors cursors) {
    this.openOrder = openOrder;
    this.cancelOrder = cancelOrder;
    this.orders = orders;
    this.restartOrder = restartOrder;
    this.views = views;
    this.watch = watch;
    this.streams = streams;
    this.limits = limits;
    this.caller = caller;
    this.gate = gate;
    this.workers = workers;
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Scope("signing:write")
  public Response open(@Nullable NewOrder body) {
    OpenOrder.Wanted wanted = NewOrder.read(body, spoken());
    Response answer =
        idempotency.once(
            () -> {
              SigningOrder order = openOrder.open(wanted);
              return accepted(order);
            });
    workers.wake();
    return answer;
  }

  /**
   * Answers at once, or with {@code wait} when something has changed since the ETag in
   * If-None-Match.
   */
  @GET
  @Path("/{id}")
  @Scope("signing:read")
  public Response one(
      @PathParam("id") String id,
      @QueryParam("wait") @Nullable String wait,
      @QueryParam("launch") @Nullable String launch,
      @Context Request request) {
    Duration atMost = Waits.read(wait);
    Launch reached = Waits.launch(launch);
    OrderWatch.Seen seen = look(id, reached);
    if (!atMost.isZero() && request.evaluatePreconditions(tag(seen)) != null) {
      try (Streams.Place place = streams.take(caller.vendorId().value(), limits.perVendor())) {
        seen = watch.changed(() -> look(id, reached), seen.version(), atMost);
      }
    }
    Response.ResponseBuilder same = request.evaluatePreconditions(tag(seen));
    return (same == null ? Response.ok(seen.view()) : same).tag(tag(seen)).build();
  }

  /** The order as server-sent events, to its end or that of the caller's key. */
  @GET
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Scope("signing:read")
  public void events(
      @PathParam("id") String id,
      @QueryParam("launch") @Nullable String launch,
      @Context SseEventSink sink,
      @Context Sse sse) {
    Launch reached = Waits.launch(launch);
    look(id, reached);
    try (Streams.Place place = streams.take(caller.vendorId().value(), limits.perVendor());
        EventStream stream = new EventStream(sink, sse)) {
      watch.follow(
          () -> look(id, reached),
          () -> stream.isOpen() && caller.isStillGood(),
          view -> stream.tell("order", view),
          stream::live);
    }
  }

  @GET
  @Scope("signing:read")
  public Page<OrderView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int rows = cursors.limit(limit);
    Cursors.Position after = cursors.decode(cursor, "signing-orders");
    return transactions.asCaller(
        () ->
            cursors.page(
                orders.page(after, rows + 1),
                rows,
                "signing-orders",
                order -> new Cursors.Position(order.createdAt(), order.id().value()),
                order -> views.of(order, Launch.QR)));
  }

  @POST
  @Path("/{id}/cancel")
  @Scope("signing:write")
  public Response cancel(@PathParam("id") String id) {
    SigningOrderId orderId = SigningOrderId.parse(id).orElseThrow(Problem::notFound);
    Response answer =
        idempotency.once(
            () -> {
              SigningOrder order = orders.lock(orderId).orElseThrow(Problem::notFound);
              gate.requireActive(order.owner().tenantId());
              if (order.status().isFinal()) {
                throw Problem.of(
                    ProblemType.STATE_CONFLICT,
                    "The order is " + order.status() + "; there is nothing left to cancel.");
              }
              cancelOrder.cancel(order);
              return Response.accepted(views.of(order, Launch.QR)).build();
            });
    workers.wake();
    return answer;
  }

  /** Goes on from an order that ended unsigned; the body may be left out. */
  @POST
  @Path("/{id}/restart")
  @Scope("signing:write")
  public Response restart(@PathParam("id") String id, @Nullable Restart body) {
    SigningOrderId orderId = SigningOrderId.parse(id).orElseThrow(Problem::notFound);
    Optional<String> endUserIp = Restart.read(body);
    Response answer =
        idempotency.once(
            () -> {
              SigningOrder order = orders.lock(orderId).orElseThrow(Problem::notFound);
              return accepted(restartOrder.restart(order, endUserIp));
            });
    workers.wake();
    return answer;
  }

  private Response accepted(SigningOrder order) {
    return Response.accepted(views.of(order, Launch.QR))
        .location(URI.create("/v1/signing-orders/" + order.id()))
        .build();
  }

  private OrderWatch.Seen look(String id, Launch launch) {
    return transactions.asCaller(
        () -> {
          SigningOrder order = find(id);
          return OrderWatch.Seen.of(views.of(order, launch));
        });
  }

  private static EntityTag tag(OrderWatch.Seen seen) {
    return new EntityTag(seen.version());
  }

  private Language spoken() {
    return caller.language().flatMap(Language::ofWire).orElse(Language.SV);
  }

  private SigningOrder find(String id) {
    return SigningOrderId.parse(id).flatMap(orders::of).orElseThrow(Problem::notFound);
  }
}
