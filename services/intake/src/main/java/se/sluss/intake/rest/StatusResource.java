package se.sluss.intake.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.MonthRow;
import se.sluss.intake.submission.MonthSums;
import se.sluss.intake.submission.Owner;
import se.sluss.intake.submission.Submissions;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.xml.HardenedXml;

/** The table of a month: each report by assisted person and assistant, and what it still lacks. */
@Path("/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatusResource {
  private final Submissions submissions;
  private final Sealer sealer;
  private final RequestContext caller;
  private final Transactions transactions;
  private final Cursors cursors;

  public StatusResource(
      Submissions submissions,
      Sealer sealer,
      RequestContext caller,
      Transactions transactions,
      Cursors cursors) {
    this.submissions = submissions;
    this.sealer = sealer;
    this.caller = caller;
    this.transactions = transactions;
    this.cursors = cursors;
  }

  /** Reports of the same people stand beside each other. Names are read from the documents. */
  @GET
  @Scope("submissions:read")
  public Response month(
      @QueryParam("month") @Nullable String month,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var faults = new RequestFaults();
    faults.addAll(cursors.faults("month"));
    YearMonth wanted =
        faults
            .required("month", month, Wishes::month, "must be a month such as 2026-11")
            .orElse(YearMonth.of(2000, 1));
    faults.refuseAny();
    String filter = "status|" + wanted;
    int most = cursors.limit(limit, "month");
    Cursors.Position after = cursors.decode(cursor, filter);
    Owner owner = new Owner(caller.vendorId(), caller.tenantId(), caller.mode());
    Month read =
        transactions.asCaller(
            () ->
                new Month(
                    submissions.sums(owner, wanted),
                    submissions.month(owner, wanted, after == null ? null : after.id(), most + 1)));
    Page<MonthStatusBody> page =
        cursors.page(
            read.rows(),
            most,
            filter,
            row -> new Cursors.Position(Instant.EPOCH, Submissions.monthPlace(row.submission())),
            row -> MonthStatusBody.of(row, facts(row)));
    return Response.ok(MonthPage.of(read.sums(), page)).header("Cache-Control", "no-store").build();
  }

  private record Month(MonthSums sums, List<MonthRow> rows) {}

  private DocumentFacts facts(MonthRow row) {
    var ref = row.submission().ref();
    return DocumentFacts.read(
        HardenedXml.parse(
            sealer.open(
                ref.tenantId(), ref.submissionId().value(), Purpose.DOCUMENT, row.document())));
  }
}
