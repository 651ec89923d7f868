package se.sluss.receipts.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.WebhookEndpointId;
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
@Path("/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Scope(Callers.READ_WEBHOOKS)
public class DeliveryResource {
  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final DeliveryWorker worker;
  private final AddressGate gate;
  private final Transactions transactions;
  private final Idempotency idempotency;

  DeliveryResource(
      Endpoints endpoints,
      Deliveries deliveries,
      DeliveryWorker worker,
      AddressGate gate,
      Transactions transactions,
      Idempotency idempotency) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.worker = worker;
    this.gate = gate;
    this.transactions = transactions;
    this.idempotency = idempotency;
  }

  @GET
  @Path("/{id}")
  public DeliveryView delivery(@PathParam("id") String id) {
    DeliveryId known = DeliveryId.parse(id).orElseThrow(Problem::notFound);
    return DeliveryView.of(transactions.asCaller(() -> delivery(known)));
  }

  /** Sends the delivery's event again, once: same identifier, new timestamp and signature. */
  @POST
  @Path("/{id}/replay")
  @Scope(Callers.WRITE_WEBHOOKS)
  public Response replay(@PathParam("id") String id) {
    DeliveryId known = DeliveryId.parse(id).orElseThrow(Problem::notFound);
    Endpoint endpoint = transactions.asCaller(() -> endpoint(delivery(known).endpoint()));
    gate.pass(endpoint.settings().url());
    Response answer =
        idempotency.once(
            () -> {
              Delivery original = delivery(known);
              Endpoint owned = endpoint(original.endpoint());
              if (owned.standing().status() != EndpointStatus.ACTIVE) {
                throw Problem.of(
                    ProblemType.STATE_CONFLICT,
                    "The endpoint is " + owned.standing().status() + ": resume or test it first.");
              }
              return planned(
                  delivery(deliveries.plan(owned, original.event(), DeliveryKind.REPLAY)));
            });
    worker.wake();
    return answer;
  }

  /** Says that a delivery is planned; the worker makes it like all others. */
  static Response planned(Delivery delivery) {
    return Response.accepted(DeliveryView.of(delivery))
        .location(URI.create("/v1/deliveries/" + delivery.id()))
        .build();
  }

  private Endpoint endpoint(WebhookEndpointId id) {
    return endpoints.find(id).orElseThrow(Problem::notFound);
  }

  private Delivery delivery(DeliveryId id) {
    return deliveries.find(id).orElseThrow(Problem::notFound);
  }
}
