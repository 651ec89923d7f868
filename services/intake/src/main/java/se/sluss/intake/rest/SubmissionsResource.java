package se.sluss.intake.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.CancelSubmission;
import se.sluss.intake.submission.Owner;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.intake.submission.SubmissionView;
import se.sluss.intake.submission.Submissions;
import se.sluss.intake.submission.Wanted;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.auth.TenantGate;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;

/** Shows what became of what was handed in, and asks that it be stopped. */
@Path("/v1/submissions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SubmissionsResource {
  private final CancelSubmission cancel;
  private final TenantGate gate;
  private final Submissions submissions;
  private final Sealer sealer;
  private final RequestContext caller;
  private final Transactions transactions;
  private final Cursors cursors;
  private final CallerLanguage language;
  private final Versions versions;

  public SubmissionsResource(
      CancelSubmission cancel,
      TenantGate gate,
      Submissions submissions,
      Sealer sealer,
      RequestContext caller,
      Transactions transactions,
      Cursors cursors,
      CallerLanguage language,
      Versions versions) {
    this.cancel = cancel;
    this.gate = gate;
    this.submissions = submissions;
    this.sealer = sealer;
    this.caller = caller;
    this.transactions = transactions;
    this.cursors = cursors;
    this.language = language;
    this.versions = versions;
  }

  @GET
  @Path("/{id}")
  @Scope("submissions:read")
  public Response status(@PathParam("id") String id) {
    SubmissionView view =
        transactions
            .asCaller(() -> submissions.view(id))
            .filter(found -> owner().owns(found.submission().ref()))
            .orElseThrow(Problem::notFound);
    EntityTag tag = new EntityTag(view.version() + "-" + language.best().tag());
    return versions
        .unchanged(tag)
        .orElseGet(() -> Response.ok(SubmissionBody.of(view, language.best())).tag(tag))
        .header("Vary", "Accept-Language")
        .build();
  }

  @GET
  @Scope("submissions:read")
  public Response list(
      @BeanParam Wishes wishes,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Wanted wanted = wishes.read(cursors.faults(Wishes.names()));
    String filter = "submissions|" + wanted.text();
    int most = cursors.limit(limit, Wishes.names());
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
    Page<SubmissionBody> page =
        cursors.page(
            rows,
            most,
            filter,
            row ->
                new Cursors.Position(
                    row.submission().createdAt(), row.submission().ref().submissionId().value()),
            row -> SubmissionBody.of(row, language.best()));
    return Response.ok(page).header("Vary", "Accept-Language").build();
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
    EntityTag tag = new EntityTag(kept.sha256());
    return versions
        .unchanged(tag)
        .orElseGet(() -> Response.ok(opened(kept), MediaType.APPLICATION_XML_TYPE).tag(tag))
        .header("Cache-Control", "no-store")
        .build();
  }

  private byte[] opened(Submissions.SealedDocument kept) {
    return sealer.open(
        kept.ref().tenantId(), kept.ref().submissionId().value(), Purpose.DOCUMENT, kept.bytes());
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
                  case CancelSubmission.Outcome.Requested _ -> {
                    SubmissionView found = submissions.view(id).orElseThrow(Problem::notFound);
                    gate.requireActive(found.submission().ref().tenantId());
                    yield found;
                  }
                  case CancelSubmission.Outcome.TooLate(SubmissionState state) ->
                      throw Refusals.tooLateToCancel(state);
                  case CancelSubmission.Outcome.Unknown _ -> throw Problem.notFound();
                });
    return Response.accepted(SubmissionBody.of(view, language.best()))
        .location(URI.create("/v1/submissions/" + id))
        .build();
  }

  /** Asked here and again by the database's wall. */
  private Owner owner() {
    return new Owner(caller.vendorId(), caller.tenantId(), caller.mode());
  }
}
