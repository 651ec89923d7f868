package se.sluss.intake.rest;

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
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.ops.IntakeMetrics;
import se.sluss.intake.submission.AcceptSubmission;
import se.sluss.intake.submission.CancelSubmission;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.DocumentCheck;
import se.sluss.intake.submission.NeededBy;
import se.sluss.intake.submission.Owner;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.intake.submission.SubmissionView;
import se.sluss.intake.submission.Submissions;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;

/** Hands documents in and shows what became of them. */
@Path("/v1/submissions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SubmissionsResource {
  private final AcceptSubmission accept;
  private final CancelSubmission cancel;
  private final DocumentCheck check;
  private final Submissions submissions;
  private final Sealer sealer;
  private final RequestContext caller;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final Cursors cursors;
  private final IntakeMetrics metrics;
  private final Traces traces;

  public SubmissionsResource(
      AcceptSubmission accept,
      CancelSubmission cancel,
      DocumentCheck check,
      Submissions submissions,
      Sealer sealer,
      RequestContext caller,
      Idempotency idempotency,
      Transactions transactions,
      Cursors cursors,
      IntakeMetrics metrics,
      Traces traces) {
    this.accept = accept;
    this.cancel = cancel;
    this.check = check;
    this.submissions = submissions;
    this.sealer = sealer;
    this.caller = caller;
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.cursors = cursors;
    this.metrics = metrics;
    this.traces = traces;
  }

  /**
   * Takes a document in. What it lacks is told after the key was looked up, not before.
   *
   * @param neededBy by when the authority must have it, as {@link NeededBy#read} reads it; null
   *     when it has time
   */
  @POST
  @Consumes(MediaType.APPLICATION_XML)
  @Scope("submissions:write")
  public Response handIn(@QueryParam("neededBy") @Nullable String neededBy, byte[] document) {
    TenantId tenant = caller.requireTenantId();
    CheckedDocument checked = check.check(document);
    NeededBy date = NeededBy.read(neededBy);
    return idempotency.once(
        () -> answer(accept.accept(tenant, caller.mode(), checked, date, document)));
  }

  @GET
  @Path("/{id}")
  @Scope("submissions:read")
  public Response status(@PathParam("id") String id, @Context Request request) {
    SubmissionView view =
        transactions
            .asCaller(() -> submissions.view(id))
            .filter(found -> owner().owns(found.submission().ref()))
            .orElseThrow(Problem::notFound);
    EntityTag tag = new EntityTag(view.version());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return unchanged != null
        ? unchanged.tag(tag).build()
        : Response.ok(SubmissionBody.of(view)).tag(tag).build();
  }

  @GET
  @Scope("submissions:read")
  public Page<SubmissionBody> list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    SubmissionState wanted = state == null ? null : state(state);
    String filter = "submissions|" + (wanted == null ? "" : wanted.name());
    int most = cursors.limit(limit);
    Cursors.Position after = cursors.decode(cursor, filter);
    Owner owner = owner();
    List<SubmissionView> rows =
        transactions.asCaller(
            () ->
                submissions.list(
                    owner,
                    wanted,
                    after == null ? null : new Submissions.Place(after.at(), after.id()),
                    most + 1));
    return cursors.page(
        rows,
        most,
        filter,
        row ->
            new Cursors.Position(
                row.submission().createdAt(), row.submission().ref().submissionId().value()),
        SubmissionBody::of);
  }

  /** The exact bytes that were handed in. */
  @GET
  @Path("/{id}/document")
  @Produces(MediaType.APPLICATION_XML)
  @Scope("submissions:read")
  public Response document(@PathParam("id") String id) {
    Submissions.SealedDocument kept =
        transactions
            .asCaller(() -> submissions.document(id))
            .filter(found -> owner().owns(found.ref()))
            .orElseThrow(Problem::notFound);
    byte[] bytes =
        sealer.open(
            kept.ref().tenantId(),
            kept.ref().submissionId().value(),
            Purpose.DOCUMENT,
            kept.bytes());
    return Response.ok(bytes, MediaType.APPLICATION_XML_TYPE)
        .tag(new EntityTag(kept.sha256()))
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Asks that it be stopped; whether it was shows in its state afterwards. */
  @POST
  @Path("/{id}/cancel")
  @Scope("submissions:write")
  public Response stop(@PathParam("id") String id) {
    Owner owner = owner();
    SubmissionView view =
        transactions.asCaller(
            () ->
                switch (cancel.cancel(owner, id)) {
                  case CancelSubmission.Outcome.Requested _ ->
                      submissions.view(id).orElseThrow(Problem::notFound);
                  case CancelSubmission.Outcome.TooLate(SubmissionState state) ->
                      throw Refusals.tooLateToCancel(state);
                  case CancelSubmission.Outcome.Unknown _ -> throw Problem.notFound();
                });
    return with(Response.accepted(), view);
  }

  /** Asked here and again by the database's wall. */
  private Owner owner() {
    return new Owner(caller.vendorId(), caller.tenantId(), caller.mode());
  }

  private Response answer(AcceptSubmission.Outcome outcome) {
    metrics.handedIn(outcome.word());
    return switch (outcome) {
      case AcceptSubmission.Outcome.Accepted(SubmissionView view) -> {
        traces.mark(EventAttributes.SUBMISSION, view.submission().ref().submissionId().value());
        yield with(Response.accepted(), view);
      }
      case AcceptSubmission.Outcome.KnownAlready(SubmissionView view) -> with(Response.ok(), view);
      case AcceptSubmission.Outcome.OtherBytes _ -> throw Refusals.otherBytes();
      case AcceptSubmission.Outcome.Refused refused -> throw Refusals.of(refused);
      case AcceptSubmission.Outcome.UnknownTenant _ -> throw Problem.notFound();
    };
  }

  private static Response with(Response.ResponseBuilder answer, SubmissionView view) {
    String id = view.submission().ref().submissionId().value();
    return answer
        .location(URI.create("/v1/submissions/" + id))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(SubmissionBody.of(view))
        .build();
  }

  private static SubmissionState state(String text) {
    return Arrays.stream(SubmissionState.values())
        .filter(state -> state.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(ProblemType.VALIDATION_FAILED, "Ask for one of the states there are.")
                    .withError("#/state", "not-in-list", "is no state of a submission"));
  }
}
