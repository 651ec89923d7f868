package se.sluss.intake.rest;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  private static final int MOST = 500;
  private static final int UNPACKED = 2;
  private static final String DOCUMENTS = "#/documents";

  private final NewSubmission read;
  private final AcceptBatch accept;
  private final Batches batches;
  private final BatchItems items;
  private final RequestContext caller;
  private final CallerLanguage language;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final IntakeMetrics metrics;
  private final BodyLimit limit;

  public BatchesResource(
      NewSubmission read,
      AcceptBatch accept,
      Batches batches,
      BatchItems items,
      RequestContext caller,
      CallerLanguage language,
      Idempotency idempotency,
      Transactions transactions,
      IntakeMetrics metrics,
      BodyLimit limit) {
    this.read = read;
    this.accept = accept;
    this.batches = batches;
    this.items = items;
    this.caller = caller;
    this.language = language;
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.metrics = metrics;
    this.limit = limit;
  }

  /** Each member of {@code documents} is what could be handed in alone. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @LargeBody
  @Scope("submissions:write")
  public Response handIn(@Context UriInfo uri, @Nullable JsonNode body) {
    TenantId tenant = caller.requireTenantId();
    QueryOfDocument.requireNone(uri);
    JsonNode documents = documents(RequestFaults.body(body));
    List<HandIn> handIns = new ArrayList<>();
    for (JsonNode document : documents) {
      handIns.add(read.ofJson(caller.mode(), document));
    }
    return handIn(tenant, handIns, List.of());
  }

  /** A ZIP of XML files, read as it comes in; what the query says is said of all of them. */
  @POST
  @Consumes("application/zip")
  @LargeBody(streamed = true)
  @Scope("submissions:write")
  public Response handInZip(@Context UriInfo uri, InputStream archive) {
    TenantId tenant = caller.requireTenantId();
    QueryOfDocument query = QueryOfDocument.of(uri);
    List<ZipDocuments.Unpacked> files = files(archive);
    return handIn(
        tenant,
        files.stream().map(file -> read.ofXml(caller.mode(), file.content(), query)).toList(),
        files.stream().map(ZipDocuments.Unpacked::name).toList());
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

  private static JsonNode documents(JsonNode body) {
    var faults = new RequestFaults();
    JsonNode documents = body.path("documents");
    if (!documents.isArray() || documents.isEmpty() || documents.size() > MOST) {
      faults.add("documents", "wrong-length", "must be a list of 1 to 500 documents");
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("documents")) {
                faults.add("*", "unknown-member", "only documents is a member of this request");
              }
            });
    faults.refuseAny();
    return documents;
  }

  private List<ZipDocuments.Unpacked> files(InputStream archive) {
    var zip = new ZipDocuments(MOST, limit.bytes(), (long) UNPACKED * limit.largeBytes());
    try {
      return switch (zip.read(archive)) {
        case ZipDocuments.Outcome.Files(var files) -> files;
        case ZipDocuments.Outcome.NotZip _ ->
            throw Problem.of(
                    ProblemType.NOT_ZIP, "Send a ZIP of 1 to 500 XML files that is not encrypted.")
                .withHeader("Connection", "close");
        case ZipDocuments.Outcome.TooLarge _ -> throw BodyLimit.tooLarge();
        case ZipDocuments.Outcome.TooMany _ ->
            throw Problem.of(ProblemType.VALIDATION_FAILED, "Send fewer documents at once.")
                .withError(DOCUMENTS, "wrong-length", "must be 1 to 500 documents")
                .withHeader("Connection", "close");
      };
    } catch (IOException e) {
      throw Problem.of(ProblemType.BAD_REQUEST, "The body ended before it was complete.");
    }
  }
}
