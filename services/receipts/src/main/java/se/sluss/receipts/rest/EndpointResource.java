package se.sluss.receipts.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointKeys;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;
import se.sluss.receipts.webhook.endpoint.Endpoints;
import se.sluss.receipts.webhook.signing.SigningKeys;

/** An owner's webhook endpoints. */
@Path("/v1/webhook-endpoints")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Scope(Callers.READ_WEBHOOKS)
public class EndpointResource {
  private static final String LIST = "webhook-endpoints";

  private final Endpoints endpoints;
  private final EndpointKeys keys;
  private final AddressGate gate;
  private final Callers callers;
  private final Cursors cursors;
  private final Transactions transactions;
  private final Idempotency idempotency;
  private final InstantSource clock;

  EndpointResource(
      Endpoints endpoints,
      EndpointKeys keys,
      AddressGate gate,
      Callers callers,
      Cursors cursors,
      Transactions transactions,
      Idempotency idempotency,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.keys = keys;
    this.gate = gate;
    this.callers = callers;
    this.cursors = cursors;
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Creates an endpoint that awaits its first test, and shows its secret this once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Scope(Callers.WRITE_WEBHOOKS)
  public Response create(@Nullable EndpointRequest body) {
    EndpointRequest request = EndpointRequest.orEmpty(body);
    Owner owner = callers.owner();
    Endpoint.Settings wanted = request.validFor(callers);
    gate.pass(wanted.url());
    return idempotency.once(
        () -> {
          SigningKeys signing = keys.next(request.wantsAsymmetric());
          Endpoint endpoint = endpoint(owner, wanted, signing);
          if (!endpoints.add(endpoint)) {
            throw Problem.of(
                ProblemType.STATE_CONFLICT,
                "There are as many endpoints as there may be. Change one, or delete one first.");
          }
          return Response.created(URI.create("/v1/webhook-endpoints/" + endpoint.id()))
              .tag(Versions.tag(endpoint, endpoint.createdAt()))
              .header("Cache-Control", "no-store")
              .entity(EndpointView.of(endpoint, endpoint.createdAt(), signing.secret().text()))
              .build();
        });
  }

  private Endpoint endpoint(Owner owner, Endpoint.Settings wanted, SigningKeys signing) {
    WebhookEndpointId id = WebhookEndpointId.next();
    // As precise as the database, so that what is answered now is what is read later.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Endpoint(
        id,
        owner,
        wanted,
        Endpoint.Standing.of(EndpointStatus.PENDING_TEST, now),
        new Endpoint.Keys(keys.seal(owner, id, signing), signing.publicKey(), Optional.empty()),
        now,
        0);
  }

  @GET
  public Page<EndpointView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = cursors.limit(limit);
    Position after = cursors.decode(cursor, LIST);
    List<Endpoint> rows =
        transactions.asCaller(() -> endpoints.list(callers.owner(), after, most + 1));
    return cursors.page(
        rows,
        most,
        LIST,
        endpoint -> new Position(endpoint.createdAt(), endpoint.id().value()),
        endpoint -> EndpointView.of(endpoint, clock.instant()));
  }

  /** The identifier; what is none cannot exist. */
  static WebhookEndpointId known(String id) {
    return WebhookEndpointId.parse(id).orElseThrow(Problem::notFound);
  }
}
