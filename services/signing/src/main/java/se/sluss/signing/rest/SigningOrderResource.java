package se.sluss.signing.rest;

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
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SigningOrderId;
import se.sluss.signing.ops.Workers;
import se.sluss.signing.order.CancelOrder;
import se.sluss.signing.order.OpenOrder;
import se.sluss.signing.order.SigningOrder;
import se.sluss.signing.store.SigningOrders;

/** Signing orders: open one over submissions, follow it, stop it. */
@Path("/v1/signing-orders")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SigningOrderResource {
  private final OpenOrder openOrder;
  private final CancelOrder cancelOrder;
  private final SigningOrders orders;
  private final OrderViews views;
  private final Workers workers;
  private final Transactions transactions;
  private final Idempotency idempotency;
  private final Cursors cursors;
  private final InstantSource clock;

  public SigningOrderResource(
      OpenOrder openOrder,
      CancelOrder cancelOrder,
      SigningOrders orders,
      OrderViews views,
      Workers workers,
      Transactions transactions,
      Idempotency idempotency,
      Cursors cursors,
      InstantSource clock) {
    this.openOrder = openOrder;
    this.cancelOrder = cancelOrder;
    this.orders = orders;
    this.views = views;
    this.workers = workers;
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.cursors = cursors;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Scope("signing:write")
  public Response open(@Nullable NewOrder body) {
    OpenOrder.Wanted wanted = NewOrder.read(body);
    Response answer =
        idempotency.once(
            () -> {
              SigningOrder order = openOrder.open(wanted);
              return Response.accepted(views.of(order))
                  .location(URI.create("/v1/signing-orders/" + order.id()))
                  .build();
            });
    workers.wake();
    return answer;
  }

  @GET
  @Path("/{id}")
  @Scope("signing:read")
  public Response one(@PathParam("id") String id) {
    OrderView view = transactions.asCaller(() -> views.of(find(id)));
    return Response.ok(view).build();
  }

  @GET
  @Scope("signing:read")
  public Page<OrderView> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    int rows = cursors.limit(limit);
    Cursors.Position after = cursors.decode(cursor, "signing-orders");
    return transactions.asCaller(
        () ->
            cursors.page(
                orders.page(after, rows + 1),
                rows,
                "signing-orders",
                order -> new Cursors.Position(order.createdAt(), order.id().value()),
                views::of));
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
              if (order.status().isFinal()) {
                throw Problem.of(
                    ProblemType.STATE_CONFLICT,
                    "The order is " + order.status() + "; there is nothing left to cancel.");
              }
              cancelOrder.cancel(order, clock.instant());
              return Response.accepted(views.of(order)).build();
            });
    workers.wake();
    return answer;
  }

  private SigningOrder find(String id) {
    return SigningOrderId.parse(id).flatMap(orders::of).orElseThrow(Problem::notFound);
  }
}
