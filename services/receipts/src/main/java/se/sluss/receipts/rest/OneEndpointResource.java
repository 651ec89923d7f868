package se.sluss.receipts.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
import se.sluss.model.id.EventId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.event.TestEvents;
import se.sluss.receipts.webhook.delivery.Deliveries;
import se.sluss.receipts.webhook.delivery.Delivery;
import se.sluss.receipts.webhook.delivery.DeliveryFilter;
import se.sluss.receipts.webhook.delivery.DeliveryWorker;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.Endpoints;

/** One webhook endpoint: seen, tested and deleted by its owner, with what was delivered to it. */
@Path("/v1/webhook-endpoints/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Scope(Callers.READ_WEBHOOKS)
public class OneEndpointResource {
  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final TestEvents tests;
  private final DeliveryWorker worker;
  private final AddressGate gate;
  private final Versions versions;
  private final Cursors cursors;
  private final Transactions transactions;
  private final Idempotency idempotency;

  OneEndpointResource(
      Endpoints endpoints,
      Deliveries deliveries,
      TestEvents tests,
      DeliveryWorker worker,
      AddressGate gate,
      Versions versions,
      Cursors cursors,
      Transactions transactions,
      Idempotency idempotency) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.tests = tests;
    this.worker = worker;
    this.gate = gate;
    this.versions = versions;
    this.cursors = cursors;
    this.transactions = transactions;
    this.idempotency = idempotency;
  }

  @GET
  public Response endpoint(@PathParam("id") String id) {
    WebhookEndpointId known = EndpointResource.known(id);
    return versions.answer(transactions.asCaller(() -> endpoint(known)));
  }

  /** Deletes the endpoint; what was planned for it ends. */
  @DELETE
  @Scope(Callers.WRITE_WEBHOOKS)
  public void delete(@PathParam("id") String id) {
    WebhookEndpointId known = EndpointResource.known(id);
    boolean deleted = transactions.asCaller(() -> endpoints.delete(known));
    if (!deleted) {
      throw Problem.notFound();
    }
  }

  /** Sends a signed test; the endpoint becomes active when it answers 2xx. */
  @POST
  @Path("/test")
  @Scope(Callers.WRITE_WEBHOOKS)
  public Response test(@PathParam("id") String id) {
    WebhookEndpointId known = EndpointResource.known(id);
    Endpoint endpoint = transactions.asCaller(() -> endpoint(known));
    gate.pass(endpoint.settings().url());
    Response answer =
        idempotency.once(
            () -> {
              Endpoint owned = endpoints.lock(known).orElseThrow(Problem::notFound);
              EventId event = tests.add(known, owned.owner());
              DeliveryId planned =
                  deliveries
                      .planTest(owned, event)
                      .orElseThrow(
                          () ->
                              Problem.of(
                                  ProblemType.STATE_CONFLICT,
                                  "A test of this endpoint has not ended. Wait for it, and test"
                                      + " again."));
              return DeliveryResource.planned(deliveries.find(planned).orElseThrow());
            });
    worker.wake();
    return answer;
  }

  @GET
  @Path("/deliveries")
  public Page<DeliveryView> deliveries(
      @PathParam("id") String id,
      @QueryParam("status") @Nullable String status,
      @QueryParam("eventType") @Nullable String eventType,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    WebhookEndpointId known = EndpointResource.known(id);
    DeliveryFilter wanted =
        Filters.deliveries(cursors.faults("status", "eventType"), status, eventType);
    int most = cursors.limit(limit, "status", "eventType");
    String filter = "deliveries|" + known + "|" + wanted;
    Position after = cursors.decode(cursor, filter);
    List<Delivery> rows =
        transactions.asCaller(() -> deliveries.list(endpoint(known).id(), wanted, after, most + 1));
    return cursors.page(
        rows,
        most,
        filter,
        delivery -> new Position(delivery.createdAt(), delivery.id().value()),
        DeliveryView::of);
  }

  private Endpoint endpoint(WebhookEndpointId id) {
    return endpoints.find(id).orElseThrow(Problem::notFound);
  }
}
