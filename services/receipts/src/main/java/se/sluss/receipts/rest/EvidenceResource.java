package se.sluss.receipts.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.evidence.EvidenceStore;
import se.sluss.receipts.evidence.LogStore;
import se.sluss.receipts.evidence.SubmissionSeals;
import se.sluss.receipts.evidence.TimeStamp;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.receipt.Receipts;

/** A receipt's evidence package. It holds the document, so a scope of its own opens it. */
@Path("/v1/receipts/{id}/evidence")
@Produces("application/zip")
@RunOnVirtualThread
@Scope(Callers.READ_EVIDENCE)
public class EvidenceResource {
  static final ProblemType NOT_READY =
      new ProblemType("evidence-not-ready", 409, "The evidence package is not made yet");
  static final ProblemType ERASED =
      new ProblemType("evidence-erased", 410, "The evidence package is past its time");
  private static final String FROM_BEFORE =
      "What its package would be made of was not collected: this receipt has none.";
  private static final String SOON = "30";

  private final Receipts receipts;
  private final EvidenceStore packages;
  private final LogStore log;
  private final SubmissionSeals seals;
  private final Transactions transactions;
  private final InstantSource clock;

  EvidenceResource(
      Receipts receipts,
      EvidenceStore packages,
      LogStore log,
      SubmissionSeals seals,
      Transactions transactions,
      InstantSource clock) {
    this.receipts = receipts;
    this.packages = packages;
    this.log = log;
    this.seals = seals;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A package and where it stands in the log now. */
  private record Found(
      Receipt receipt, SealedBytes zip, @Nullable TimeStamp timeStamp, LogProof proof) {}

  @GET
  public Response evidence(@PathParam("id") String id) {
    ReceiptId known = ReceiptId.parse(id).orElseThrow(Problem::notFound);
    Found found = transactions.asCaller(() -> find(known));
    EvidencePackage whole =
        EvidencePackage.read(
                seals.open(found.receipt().submission(), Purpose.EVIDENCE, found.zip()))
            .with(found.proof());
    TimeStamp stamp = found.timeStamp();
    byte[] zip = (stamp == null ? whole : whole.withTimestamp(stamp.bytes())).write();
    return Response.ok(zip)
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence-" + known + ".zip\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .build();
  }

  private Found find(ReceiptId id) {
    Receipt receipt = receipts.find(id).orElseThrow(Problem::notFound);
    EvidenceStore.Kept kept =
        packages.find(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, FROM_BEFORE));
    if (kept.erasedAt() != null) {
      throw Problem.of(ERASED, "It was erased at " + kept.erasedAt() + ". The log keeps its hash.");
    }
    SealedBytes zip = kept.zip();
    Long index = kept.leafIndex();
    if (zip == null
        && kept.wantedAt().isBefore(clock.instant().minus(EvidenceStore.GIVEN_UP_AFTER))) {
      throw Problem.of(ProblemType.NOT_FOUND, FROM_BEFORE);
    }
    if (zip == null || index == null) {
      throw Problem.of(NOT_READY, "It is made soon after the receipt. Ask again.")
          .withHeader(HttpHeaders.RETRY_AFTER, SOON);
    }
    String head = log.newest().orElseThrow();
    return new Found(receipt, zip, kept.timeStamp(), LogProof.of(new MerkleTree(log), index, head));
  }
}
