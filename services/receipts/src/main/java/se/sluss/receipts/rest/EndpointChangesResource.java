package se.sluss.receipts.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.webhook.delivery.DeliveryWorker;
import se.sluss.receipts.webhook.endpoint.ChangeEndpoint;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;
import se.sluss.receipts.webhook.endpoint.Endpoints;

/** One webhook endpoint changed by its owner: settings, keys, paused and resumed. */
@Path("/v1/webhook-endpoints/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Scope(Callers.WRITE_WEBHOOKS)
public class EndpointChangesResource {
  private static final Duration USUAL_GRACE = Duration.ofHours(24);
  private static final Duration LONGEST_GRACE = Duration.ofDays(7);

  private final Endpoints endpoints;
  private final ChangeEndpoint change;
  private final DeliveryWorker worker;
  private final AddressGate gate;
  private final Callers callers;
  private final Versions versions;
  private final Transactions transactions;
  private final Idempotency idempotency;
  private final InstantSource clock;

  EndpointChangesResource(
      Endpoints endpoints,
      ChangeEndpoint change,
      DeliveryWorker worker,
      AddressGate gate,
      Callers callers,
      Versions versions,
      Transactions transactions,
      Idempotency idempotency,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.change = change;
    this.worker = worker;
    this.gate = gate;
    this.callers = callers;
    this.versions = versions;
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * What a rotation may say.
   *
   * @param gracePeriod how long the old keys go on signing; a day when absent
   */
  @RegisterForReflection
  record RotationRequest(@Nullable Duration gracePeriod) {}

  /**
   * What a resumption may say.
   *
   * @param skipOlderThan what waits and is older is not sent; absent to send all
   */
  @RegisterForReflection
  record ResumeRequest(@Nullable Instant skipOlderThan) {}

  /** All settings anew. Another URL must answer a test before anything else is sent there. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(@PathParam("id") String id, @Nullable EndpointRequest body) {
    EndpointRequest request = EndpointRequest.orEmpty(body);
    WebhookEndpointId known = EndpointResource.known(id);
    transactions.asCaller(() -> endpoints.find(known).orElseThrow(Problem::notFound));
    Endpoint.Settings wanted = request.validFor(callers);
    gate.pass(wanted.url());
    return versions.answerChanged(
        transactions.asCaller(
            () -> {
              Endpoint locked = locked(known);
              versions.require(locked);
              return change.settings(locked, wanted, request.wantsAsymmetric());
            }));
  }

  /** New keys, shown this once; the old ones sign beside them for a while. */
  @POST
  @Path("/rotate-secret")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response rotate(@PathParam("id") String id, @Nullable RotationRequest request) {
    WebhookEndpointId known = EndpointResource.known(id);
    Duration grace =
        request == null || request.gracePeriod() == null ? USUAL_GRACE : request.gracePeriod();
    if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members that are listed.")
          .withError("#/gracePeriod", "out-of-range", "must be PT0S to P7D");
    }
    return idempotency.once(
        () -> {
          Endpoint locked = locked(known);
          if (change.rotating(locked) && !grace.isZero()) {
            throw Problem.of(
                ProblemType.STATE_CONFLICT,
                "The keys before these still sign. Wait until rotation.oldUntil, or rotate with"
                    + " gracePeriod PT0S to end all old ones at once.");
          }
          ChangeEndpoint.Rotated rotated = change.rotate(locked, grace);
          return Response.ok(EndpointView.of(rotated.endpoint(), clock.instant(), rotated.secret()))
              .tag(Versions.tag(rotated.endpoint(), clock.instant()))
              .header("Cache-Control", "no-store")
              .build();
        });
  }

  /**
   * Nothing but tests is sent until it is resumed; what happens meanwhile waits. A disabled one is
   * paused once a test has succeeded, so that its owner can say from when it goes on.
   */
  @POST
  @Path("/pause")
  public Response pause(@PathParam("id") String id) {
    return moved(id, EndpointStatus.ACTIVE, EndpointStatus.PAUSED, null);
  }

  /** Sends again, beginning with what waits. */
  @POST
  @Path("/resume")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response resume(@PathParam("id") String id, @Nullable ResumeRequest request) {
    Instant skip = request == null ? null : request.skipOlderThan();
    if (skip != null && !Times.isKept(skip)) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members that are listed.")
          .withError("#/skipOlderThan", "out-of-range", "must be a time " + Times.KEPT);
    }
    Response answer = moved(id, EndpointStatus.PAUSED, EndpointStatus.ACTIVE, skip);
    worker.wake();
    return answer;
  }

  /** What is skipped is skipped in transactions of bounded size, of which the last one moves. */
  private Response moved(
      String id, EndpointStatus from, EndpointStatus to, @Nullable Instant skipOlderThan) {
    WebhookEndpointId known = EndpointResource.known(id);
    Optional<Endpoint> moved = Optional.empty();
    while (moved.isEmpty()) {
      moved = transactions.asCaller(() -> move(locked(known), from, to, skipOlderThan));
    }
    return versions.answerChanged(moved.orElseThrow());
  }

  /** Empty when there may be more to skip. */
  private Optional<Endpoint> move(
      Endpoint locked, EndpointStatus from, EndpointStatus to, @Nullable Instant skipOlderThan) {
    EndpointStatus present = locked.standing().status();
    if (present == to) {
      return Optional.of(locked);
    }
    if (present == EndpointStatus.DISABLED && to == EndpointStatus.PAUSED) {
      return Optional.of(change.pausedAfterTest(locked));
    }
    if (present != from) {
      throw Problem.of(
          ProblemType.STATE_CONFLICT, "The endpoint is " + present + ": test it first.");
    }
    if (skipOlderThan != null && endpoints.skipOlder(locked.id(), skipOlderThan)) {
      return Optional.empty();
    }
    return Optional.of(change.status(locked, to));
  }

  private Endpoint locked(WebhookEndpointId id) {
    return endpoints.lock(id).orElseThrow(Problem::notFound);
  }
}
