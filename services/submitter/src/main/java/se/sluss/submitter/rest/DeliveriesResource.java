package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.DeliveryReport;
import se.sluss.submitter.delivery.DeliveryReports;
import se.sluss.submitter.delivery.ResolveParked;
import se.sluss.submitter.governor.LaneRunners;

/** Documents' ways through the lanes: seen by their owners, decided by the operator when parked. */
@Path("/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeliveriesResource {
  private final DeliveryReports reports;
  private final ResolveParked resolveParked;
  private final LaneRunners runners;
  private final Idempotency idempotency;
  private final CallersTransactions callers;
  private final Transactions transactions;
  private final RequestContext caller;
  private final InstantSource clock;

  DeliveriesResource(
      DeliveryReports reports,
      ResolveParked resolveParked,
      LaneRunners runners,
      Idempotency idempotency,
      CallersTransactions callers,
      Transactions transactions,
      RequestContext caller,
      InstantSource clock) {
    this.reports = reports;
    this.resolveParked = resolveParked;
    this.runners = runners;
    this.idempotency = idempotency;
    this.callers = callers;
    this.transactions = transactions;
    this.caller = caller;
    this.clock = clock;
  }

  /** The place counts other tenants' documents, so the system looks; the caller gets the number. */
  @GET
  @Path("/{submissionId}")
  @Administrator
  @Scope("submissions:read")
  public DeliveryAnswer get(@PathParam("submissionId") String id) {
    SubmissionId submission = known(id);
    DeliveryReport report =
        callers.run(() -> reports.find(submission)).orElseThrow(Problem::notFound);
    Optional<Deliveries.Place> place = transactions.asSystem(() -> reports.place(submission));
    return DeliveryAnswer.of(report, place, clock.instant(), acts(submission));
  }

  private @Nullable List<DeliveryReport.Act> acts(SubmissionId submission) {
    return caller.administrator() ? transactions.asSystem(() -> reports.acts(submission)) : null;
  }

  /** Carries out what the operator decided about a parked document; answers with its way then. */
  @POST
  @Path("/{submissionId}/resolve")
  @Administrator
  public Response resolve(@PathParam("submissionId") String id, @Nullable ResolveForm form) {
    SubmissionId submission = known(id);
    Response response = idempotency.once(() -> resolved(submission, form));
    runners.look();
    return response;
  }

  private Response resolved(SubmissionId submission, @Nullable ResolveForm form) {
    if (reports.find(submission).isEmpty()) {
      throw Problem.notFound();
    }
    return switch (resolveParked.resolve(submission, ResolveForm.check(form))) {
      case ResolveParked.Result.Unknown _ -> throw Problem.notFound();
      case ResolveParked.Result.NotParked(var state) ->
          throw Problem.of(
              ProblemType.STATE_CONFLICT,
              "Only what is PARKED can be resolved; this is " + DeliveryAnswer.name(state) + ".");
      case ResolveParked.Result.Done _ ->
          Response.ok(
                  DeliveryAnswer.of(
                      reports.find(submission).orElseThrow(Problem::notFound),
                      reports.place(submission),
                      clock.instant(),
                      reports.acts(submission)))
              .build();
    };
  }

  private static SubmissionId known(String id) {
    return SubmissionId.parse(id).orElseThrow(Problem::notFound);
  }
}
