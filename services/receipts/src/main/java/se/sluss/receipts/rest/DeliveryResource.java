package se.sluss.receipts.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.event.TestEvents;
import se.sluss.receipts.webhook.delivery.Deliveries;
import se.sluss.receipts.webhook.delivery.Delivery;
import se.sluss.receipts.webhook.delivery.DeliveryKind;
import se.sluss.receipts.webhook.delivery.DeliveryWorker;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;
import se.sluss.receipts.webhook.endpoint.Endpoints;

/**
 * Deliveries: seen, tested and replayed by their endpoints' owners. Tests and replays are
 * deliveries like all others: planned here, made by the worker.
 */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Scope(Callers.READ_WEBHOOKS)
public class DeliveryResource {
  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final TestEvents tests;
  private final DeliveryWorker worker;
  private final AddressGate gate;
  private final Cursors cursors;
  private final Transactions transactions;
  private final Idempotency idempotency;

  DeliveryResource(
      Endpoints endpoints,
      Deliveries deliveries,
      TestEvents tests,
      DeliveryWorker worker,
      AddressGate gate,
      Cursors cursors,
      Transactions transactions,
      Idempotency idempotency) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.tests = tests;
    this.worker = worker;
    this.gate = gate;
    this.cursors = cursors;
    this.transactions = transactions;
    this.idempotency = idempotency;
  }

  /** Sends a signed test; the endpoint becomes active when it answers 2xx. */
  @POST
  @Path("/webhook-endpoints/{id}/test")
  @Scope(Callers.WRITE_WEBHOOKS)
  public Response test(@PathParam("id") String id) {
    WebhookEndpointId known = WebhookEndpointId.parse(id).orElseThrow(Problem::notFound);
    Endpoint endpoint = transactions.asCaller(() -> endpoint(known));
    gate.pass(endpoint.url());
    Response answer =
        idempotency.once(
            () -> {
              Endpoint owned = endpoint(known);
              return planned(
                  deliveries.plan(owned, tests.add(known, owned.owner()), DeliveryKind.TEST));
            });
    worker.wake();
    return answer;
  }

  @GET
  @Path("/webhook-endpoints/{id}/deliveries")
  public Page<DeliveryView> list(
      @PathParam("id") String id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    WebhookEndpointId known = WebhookEndpointId.parse(id).orElseThrow(Problem::notFound);
    int most = cursors.limit(limit);
    String filter = "deliveries|" + known;
    Position after = cursors.decode(cursor, filter);
    List<Delivery> rows =
        transactions.asCaller(() -> deliveries.list(endpoint(known).id(), after, most + 1));
    return cursors.page(
        rows,
        most,
        filter,
        delivery -> new Position(delivery.createdAt(), delivery.id().value()),
        DeliveryView::of);
  }

  @GET
  @Path("/deliveries/{id}")
  public DeliveryView delivery(@PathParam("id") String id) {
    DeliveryId known = DeliveryId.parse(id).orElseThrow(Problem::notFound);
    return DeliveryView.of(transactions.asCaller(() -> delivery(known)));
  }

  /** Sends the delivery's event again, once: same identifier, new timestamp and signature. */
  @POST
  @Path("/deliveries/{id}/replay")
  @Scope(Callers.WRITE_WEBHOOKS)
  public Response replay(@PathParam("id") String id) {
    DeliveryId known = DeliveryId.parse(id).orElseThrow(Problem::notFound);
    Endpoint endpoint = transactions.asCaller(() -> endpoint(delivery(known).endpoint()));
    gate.pass(endpoint.url());
    Response answer =
        idempotency.once(
            () -> {
              Delivery original = delivery(known);
              Endpoint owned = endpoint(original.endpoint());
              if (owned.status() != EndpointStatus.ACTIVE) {
                throw Problem.of(
                    ProblemType.STATE_CONFLICT,
                    "The endpoint is " + owned.status() + ": test it first.");
              }
              return planned(deliveries.plan(owned, original.event(), DeliveryKind.REPLAY));
            });
    worker.wake();
    return answer;
  }

  private Response planned(DeliveryId id) {
    return Response.accepted(DeliveryView.of(delivery(id)))
        .location(URI.create("/v1/deliveries/" + id))
        .build();
  }

  private Endpoint endpoint(WebhookEndpointId id) {
    return endpoints.find(id).orElseThrow(Problem::notFound);
  }

  private Delivery delivery(DeliveryId id) {
    return deliveries.find(id).orElseThrow(Problem::notFound);
  }
}
