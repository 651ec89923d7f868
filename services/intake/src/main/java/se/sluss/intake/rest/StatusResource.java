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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.MissingReport;
import se.sluss.intake.submission.MonthRow;
import se.sluss.intake.submission.MonthSums;
import se.sluss.intake.submission.Owner;
import se.sluss.intake.submission.Submission;
import se.sluss.intake.submission.Submissions;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.xml.HardenedXml;

/**
 * The table of a month: each report by assisted person and assistant, and what it still lacks; and
 * whose report is missing.
 */
@Path("/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatusResource {
  private static final String MONTH = "month";

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
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Asked asked = asked("status", month, limit, cursor);
    Month read =
        transactions.asCaller(
            () ->
                new Month(
                    submissions.sums(asked.owner(), asked.month()),
                    submissions.month(
                        asked.owner(), asked.month(), asked.after(), asked.most() + 1)));
    Page<MonthStatusBody> page =
        cursors.page(
            read.rows(),
            asked.most(),
            asked.filter(),
            row -> position(row.submission()),
            row -> MonthStatusBody.of(row, facts(row.submission(), row.document())));
    return unkept(MonthPage.of(read.sums(), page));
  }

  /** Of whom there was a report the month before and is none now. */
  @GET
  @Path("/missing")
  @Scope("submissions:read")
  public Response missing(
      @QueryParam("month") @Nullable String month,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Asked asked = asked("missing", month, limit, cursor);
    List<MissingReport> rows =
        transactions.asCaller(
            () ->
                submissions.missing(asked.owner(), asked.month(), asked.after(), asked.most() + 1));
    Page<MissingReportBody> page =
        cursors.page(
            rows,
            asked.most(),
            asked.filter(),
            row -> position(row.last()),
            row -> MissingReportBody.of(row.last(), facts(row.last(), row.document())));
    return unkept(page);
  }

  private record Month(MonthSums sums, List<MonthRow> rows) {}

  /**
   * Which part of a list of a month is asked for.
   *
   * @param filter by which its cursors are told from those of other lists
   * @param after begins behind this place; null from the first
   */
  private record Asked(
      Owner owner, YearMonth month, String filter, int most, @Nullable String after) {}

  private Asked asked(
      String list, @Nullable String month, @Nullable String limit, @Nullable String cursor) {
    var faults = new RequestFaults();
    faults.addAll(cursors.faults(MONTH));
    Optional<YearMonth> wanted =
        faults.required(MONTH, month, Wishes::month, "must be a month such as 2026-11");
    faults.refuseAny();
    String filter = list + "|" + wanted.orElseThrow();
    Cursors.Position after = cursors.decode(cursor, filter);
    return new Asked(
        new Owner(caller.vendorId(), caller.tenantId(), caller.mode()),
        wanted.orElseThrow(),
        filter,
        cursors.limit(limit, MONTH),
        after == null ? null : after.id());
  }

  private static Cursors.Position position(Submission report) {
    return new Cursors.Position(Instant.EPOCH, Submissions.monthPlace(report));
  }

  /** It holds names. */
  private static Response unkept(Object body) {
    return Response.ok(body).header("Cache-Control", "no-store").build();
  }

  private DocumentFacts facts(Submission report, SealedBytes document) {
    var ref = report.ref();
    return DocumentFacts.read(
        HardenedXml.parse(
            sealer.open(ref.tenantId(), ref.submissionId().value(), Purpose.DOCUMENT, document)));
  }
}
