package se.sluss.receipts.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.SubmissionId;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.store.ReceiptRepository;

/** Receipts, read by their owners. */
@Path("/v1/receipts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Scope(Callers.READ_RECEIPTS)
public class ReceiptResource {
  private static final String LIST = "receipts";

  private final ReceiptRepository receipts;
  private final ReceiptViews views;
  private final Callers callers;
  private final Cursors cursors;
  private final Transactions transactions;

  ReceiptResource(
      ReceiptRepository receipts,
      ReceiptViews views,
      Callers callers,
      Cursors cursors,
      Transactions transactions) {
    this.receipts = receipts;
    this.views = views;
    this.callers = callers;
    this.cursors = cursors;
    this.transactions = transactions;
  }

  @GET
  @Path("/{id}")
  public ReceiptView receipt(@PathParam("id") String id) {
    ReceiptId known = ReceiptId.parse(id).orElseThrow(Problem::notFound);
    Receipt receipt =
        transactions.asCaller(() -> receipts.find(known)).orElseThrow(Problem::notFound);
    return views.of(receipt);
  }

  @GET
  public Page<ReceiptView> list(
      @QueryParam("submissionId") @Nullable String submissionId,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Optional<SubmissionId> wanted =
        Filters.submission(cursors.faults("submissionId"), submissionId);
    int most = cursors.limit(limit, "submissionId");
    String filter = submissionId == null ? LIST : LIST + "|" + submissionId;
    Position after = cursors.decode(cursor, filter);
    List<Receipt> rows =
        transactions.asCaller(
            () ->
                wanted
                    .map(id -> receipts.find(id).stream().toList())
                    .orElseGet(() -> receipts.list(callers.owner(), after, most + 1)));
    return cursors.page(
        rows,
        most,
        filter,
        receipt -> new Position(receipt.storedAt(), receipt.id().value()),
        views::of);
  }
}
