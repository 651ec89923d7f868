package se.sluss.intake.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.ops.IntakeMetrics;
import se.sluss.intake.submission.AcceptSubmission;
import se.sluss.intake.submission.AcceptSubmission.Outcome;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.HandIn;
import se.sluss.intake.submission.Judgement;
import se.sluss.intake.submission.ReadySubmission;
import se.sluss.intake.submission.SubmissionView;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.auth.TenantGate;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.TenantId;

/** Takes documents in, or only says what it thinks of them. */
@Path("/v1/submissions")
@Produces(MediaType.APPLICATION_JSON)
@Scope("submissions:write")
@RunOnVirtualThread
public class HandInResource {
  private final NewSubmission read;
  private final AcceptSubmission accept;
  private final RequestContext caller;
  private final CallerLanguage language;
  private final Idempotency idempotency;
  private final HandIns handIns;
  private final Transactions transactions;
  private final IntakeMetrics metrics;
  private final Traces traces;

  public HandInResource(
      NewSubmission read,
      AcceptSubmission accept,
      RequestContext caller,
      CallerLanguage language,
      Idempotency idempotency,
      HandIns handIns,
      Transactions transactions,
      IntakeMetrics metrics,
      Traces traces) {
    this.read = read;
    this.accept = accept;
    this.caller = caller;
    this.language = language;
    this.idempotency = idempotency;
    this.handIns = handIns;
    this.transactions = transactions;
    this.metrics = metrics;
    this.traces = traces;
  }

  /** Takes XML in as it is. What it lacks is told after the key was looked up, not before. */
  @POST
  @Consumes(MediaType.APPLICATION_XML)
  public Response handInXml(@Context UriInfo uri, byte[] document) {
    TenantId tenant = caller.requireTenantId();
    QueryOfDocument query = QueryOfDocument.ofXml(uri);
    return handIn(tenant, read.ofXml(caller.mode(), document, query), false);
  }

  /** Takes in what is written as JSON, and answers with the XML that was built of it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response handInJson(@Context UriInfo uri, @Nullable JsonNode body) {
    TenantId tenant = caller.requireTenantId();
    QueryOfDocument query = QueryOfDocument.ofJson(uri);
    return handIn(tenant, read.ofJson(caller.mode(), orNull(body), query), true);
  }

  /** Says all that handing in would, and keeps nothing. */
  @POST
  @Path("/validate")
  @Consumes(MediaType.APPLICATION_XML)
  public Response validateXml(@Context UriInfo uri, byte[] document) {
    TenantId tenant = caller.requireTenantId();
    QueryOfDocument query = QueryOfDocument.ofXml(uri);
    return validate(tenant, read.ofXml(caller.mode(), document, query));
  }

  /** As for XML, with the XML that would be built. */
  @POST
  @Path("/validate")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response validateJson(@Context UriInfo uri, @Nullable JsonNode body) {
    TenantId tenant = caller.requireTenantId();
    QueryOfDocument query = QueryOfDocument.ofJson(uri);
    return validate(tenant, read.ofJson(caller.mode(), orNull(body), query));
  }

  private Response handIn(TenantId tenant, HandIn handIn, boolean showXml) {
    Optional<String> xml =
        showXml && handIn.document() instanceof CheckedDocument.Sound sound
            ? Optional.of(sound.text())
            : Optional.empty();
    return together(tenant, handIn, xml)
        .orElseGet(
            () ->
                idempotency.once(() -> answer(accept.accept(tenant, caller.mode(), handIn), xml)));
  }

  /** What will do, as far as can be told without looking, is kept with others that come now. */
  private Optional<Response> together(TenantId tenant, HandIn handIn, Optional<String> xml) {
    if (!handIns.suits(handIn)) {
      return Optional.empty();
    }
    Optional<ReadySubmission> ready = accept.presume(tenant, caller.mode(), handIn);
    Optional<Response> stored =
        ready.flatMap(each -> handIns.once(each, with(Response.accepted(), each.view(), xml)));
    stored.ifPresent(_ -> tell(new Outcome.Accepted(ready.orElseThrow().view())));
    return stored;
  }

  private Response validate(TenantId tenant, HandIn handIn) {
    Judgement judgement =
        transactions
            .asCaller(() -> accept.consider(tenant, caller.mode(), handIn))
            .orElseThrow(Problem::notFound);
    if (Refusals.unreadable(judgement.document()).isPresent()) {
      throw Refusals.of(judgement, language.best());
    }
    return Response.ok(ValidationBody.of(judgement, language.best()))
        .header("Content-Language", language.best().tag())
        .header("Cache-Control", "no-store")
        .build();
  }

  private Response answer(Outcome outcome, Optional<String> xml) {
    tell(outcome);
    return switch (outcome) {
      case Outcome.Accepted(SubmissionView view) -> with(Response.accepted(), view, xml);
      case Outcome.KnownAlready(SubmissionView view) -> with(Response.ok(), view, xml);
      case Outcome.SignaturesTooLate _ -> throw Refusals.signaturesTooLate();
      case Outcome.OtherBytes _ -> throw Refusals.otherBytes();
      case Outcome.Refused(Judgement why) -> throw Refusals.of(why, language.best());
      case Outcome.UnknownTenant _ -> throw Problem.notFound();
      case Outcome.TenantNotActive(TenantStatus status) -> throw TenantGate.refusal(status);
    };
  }

  private void tell(Outcome outcome) {
    metrics.handedIn(outcome.word());
    if (outcome instanceof Outcome.Accepted(SubmissionView view)) {
      traces.mark(EventAttributes.SUBMISSION, view.submission().ref().submissionId().value());
    }
  }

  private Response with(
      Response.ResponseBuilder answer, SubmissionView view, Optional<String> xml) {
    String id = view.submission().ref().submissionId().value();
    return answer
        .location(URI.create("/v1/submissions/" + id))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(SubmissionBody.of(view, language.best()).withXml(xml.orElse(null)))
        .build();
  }

  private static JsonNode orNull(@Nullable JsonNode body) {
    return body == null ? NullNode.getInstance() : body;
  }
}
