package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.Sealer;
import se.sluss.submitter.archive.ArchivedExchange;
import se.sluss.submitter.archive.Exchanges;
import se.sluss.submitter.archive.OpenedAnswer;

/** The archive of calls to the authority: for the operator, and for each owner its own. */
@Path("/v1/exchanges")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExchangesResource {
  private static final int MOST = 100;
  private static final int LONGEST_TX_ID = 200;

  private final Exchanges exchanges;
  private final Sealer sealer;
  private final CallersTransactions callers;

  ExchangesResource(Exchanges exchanges, Sealer sealer, CallersTransactions callers) {
    this.exchanges = exchanges;
    this.sealer = sealer;
    this.callers = callers;
  }

  /** The latest first, at most a hundred; without what was answered. */
  @GET
  @Administrator
  @Scope("submissions:read")
  public Page<ExchangeAnswer> find(
      @QueryParam("txId") @Nullable String txId,
      @QueryParam("submissionId") @Nullable String submissionId) {
    Faults faults = new Faults();
    SubmissionId submission =
        submissionId == null
            ? null
            : faults.read(
                "submissionId",
                submissionId,
                SubmissionId::of,
                "must be a submission's identifier");
    if (txId == null && submissionId == null) {
      faults.add("txId", "missing", "is missing: name a txId or a submissionId");
    } else if (txId != null && (txId.isBlank() || txId.length() > LONGEST_TX_ID)) {
      faults.add("txId", "invalid", "must be what the authority answered as tx-id");
    }
    faults.refuseIfAny();
    List<ArchivedExchange> found = callers.run(() -> exchanges.find(txId, submission, MOST));
    return new Page<>(
        found.stream().map(one -> ExchangeAnswer.of(one, Optional.empty())).toList(), null);
  }

  @GET
  @Path("/{attemptId}")
  @Administrator
  @Scope("submissions:read")
  public Response get(@PathParam("attemptId") String id) {
    ArchivedExchange exchange =
        AttemptId.parse(id)
            .flatMap(attempt -> callers.run(() -> exchanges.find(attempt)))
            .orElseThrow(Problem::notFound);
    return Response.ok(ExchangeAnswer.of(exchange, OpenedAnswer.of(exchange, sealer)))
        .header("Cache-Control", "no-store")
        .build();
  }
}
