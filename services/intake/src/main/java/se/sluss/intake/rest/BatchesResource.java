package se.sluss.intake.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import se.sluss.intake.batch.AcceptBatch;
import se.sluss.intake.batch.Batch;
import se.sluss.intake.batch.Batches;
import se.sluss.intake.batch.ZipDocuments;
import se.sluss.intake.ops.IntakeMetrics;
import se.sluss.intake.submission.AcceptSubmission.Outcome;
import se.sluss.intake.submission.HandIn;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.idempotency.LargeBody;
import se.sluss.kit.problem.BodyLimit;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.TenantId;

/** Takes many documents in at once, each on its own. */
@Path("/v1/submission-batches")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BatchesResource {
  private final NewSubmission read;
  private final DocumentsOfBatch documents;
  private final BatchShares shares;
  private final AcceptBatch accept;
  private final Batches batches;
  private final BatchItems items;
  private final RequestContext caller;
  private final CallerLanguage language;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final IntakeMetrics metrics;
  private final BodyLimit limit;
  private final InstantSource clock;

  public BatchesResource(
      NewSubmission read,
      DocumentsOfBatch documents,
      BatchShares shares,
      AcceptBatch accept,
      Batches batches,
      BatchItems items,
      RequestContext caller,
      CallerLanguage language,
      Idempotency idempotency,
      Transactions transactions,
      IntakeMetrics metrics,
      BodyLimit limit,
      InstantSource clock) {
    this.read = read;
    this.documents = documents;
    this.shares = shares;
    this.accept = accept;
    this.batches = batches;
    this.items = items;
    this.caller = caller;
    this.language = language;
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.metrics = metrics;
    this.limit = limit;
    this.clock = clock;
  }

  /** Each member of {@code documents} is what could be handed in alone. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @LargeBody
  @Scope("submissions:write")
  public Response handIn(@Context UriInfo uri, InputStream body) throws JsonProcessingException {
    TenantId tenant = caller.requireTenantId();
    QueryOfDocument query = QueryOfDocument.ofJson(uri).ofBatch(language.best(), clock.instant());
    try (BatchShares.Share share = shares.open()) {
      List<HandIn> handIns = new ArrayList<>();
      documents.read(
          body,
          document ->
              handIns.add(
                  share.hold(
                      document
                          .map(json -> read.ofJson(caller.mode(), json, query))
                          .orElseGet(NewSubmission::tooLarge))));
      return handIn(tenant, handIns, List.of());
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw BodyLimit.cutShort();
    }
  }

  /** A ZIP of XML files, read as it comes in; what the query says is said of all of them. */
  @POST
  @Consumes("application/zip")
  @LargeBody
  @Scope("submissions:write")
  public Response handInZip(@Context UriInfo uri, InputStream archive) {
    TenantId tenant = caller.requireTenantId();
    QueryOfDocument query = QueryOfDocument.ofXml(uri).ofBatch(language.best(), clock.instant());
    try (BatchShares.Share share = shares.open()) {
      List<HandIn> handIns = new ArrayList<>();
      List<String> names = new ArrayList<>();
      unpack(
          archive,
          file -> {
            handIns.add(
                share.hold(
                    file.content()
                        .map(xml -> read.ofXml(caller.mode(), xml, query))
                        .orElseGet(NewSubmission::tooLarge)));
            names.add(file.name());
          });
      return handIn(tenant, handIns, names);
    }
  }

  @GET
  @Path("/{id}")
  @Scope("submissions:read")
  public Response status(@PathParam("id") String id) {
    Batch batch =
        transactions
            .asCaller(() -> batches.find(id))
            .filter(
                found ->
                    found.vendorId().equals(caller.vendorId())
                        && found.mode() == caller.mode()
                        && caller.tenantId().map(found.tenantId()::equals).orElse(true))
            .orElseThrow(Problem::notFound);
    return Response.ok(BatchBody.of(batch, List.of(), language.best()))
        .header("Vary", "Accept-Language")
        .build();
  }

  private Response handIn(TenantId tenant, List<HandIn> handIns, List<String> names) {
    var owner = new AcceptBatch.Owner(caller.vendorId(), tenant, caller.mode());
    return idempotency.once(
        () -> {
          Batch batch = accept.accept(owner, handIns, this::item);
          return Response.accepted(BatchBody.of(batch, names, language.best()))
              .type(MediaType.APPLICATION_JSON_TYPE)
              .location(URI.create("/v1/submission-batches/" + batch.id().value()))
              .build();
        });
  }

  private Batch.Item item(int number, Outcome outcome) {
    metrics.handedIn(outcome.word());
    return items.of(number, outcome);
  }

  private void unpack(InputStream archive, Consumer<ZipDocuments.Unpacked> take) {
    var zip = new ZipDocuments(DocumentsOfBatch.MOST, limit.bytes(), limit.unpackedBytes());
    try {
      switch (zip.read(archive, take)) {
        case COMPLETE -> {
          // all were taken
        }
        case NOT_ZIP ->
            throw Problem.of(
                    ProblemType.NOT_ZIP,
                    "Send a whole ZIP of 1 to 500 XML files that is not encrypted.")
                .withHeader("Connection", "close");
        case TOO_LARGE -> throw BodyLimit.tooLarge();
        case TOO_MANY ->
            throw Problem.of(ProblemType.VALIDATION_FAILED, "Send fewer documents at once.")
                .withError("#/documents", "wrong-length", "must be 1 to 500 documents")
                .withHeader("Connection", "close");
      }
    } catch (IOException e) {
      throw BodyLimit.cutShort();
    }
  }
}
