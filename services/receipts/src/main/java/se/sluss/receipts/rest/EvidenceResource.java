package se.sluss.receipts.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.evidence.EvidenceStore;
import se.sluss.receipts.evidence.LogStore;
import se.sluss.receipts.evidence.PackageSeals;
import se.sluss.receipts.evidence.TimeStamp;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.receipt.Receipts;

/** A receipt's evidence package. It holds the document, so a scope of its own opens it. */
@Path("/v1/receipts/{id}/evidence")
@Produces("application/zip")
@RunOnVirtualThread
@Scope(Callers.READ_EVIDENCE)
public class EvidenceResource {
  private static final Logger LOG = Logger.getLogger(EvidenceResource.class);

  static final ProblemType NOT_READY =
      new ProblemType("evidence-not-ready", 409, "The evidence package is not made yet");
  static final ProblemType ERASED =
      new ProblemType("evidence-erased", 410, "The evidence package is past its time");
  private static final String FROM_BEFORE =
      "What its package would be made of was not collected: this receipt has none.";
  private static final long SOON = 30;

  private final Receipts receipts;
  private final EvidenceStore packages;
  private final LogStore log;
  private final PackageSeals seals;
  private final RequestContext caller;
  private final Transactions transactions;
  private final InstantSource clock;

  EvidenceResource(
      Receipts receipts,
      EvidenceStore packages,
      LogStore log,
      PackageSeals seals,
      RequestContext caller,
      Transactions transactions,
      @SharedClock InstantSource clock) {
    this.receipts = receipts;
    this.packages = packages;
    this.log = log;
    this.seals = seals;
    this.caller = caller;
    this.transactions = transactions;
    this.clock = clock;
  }

  @GET
  public Response evidence(@PathParam("id") String id) {
    ReceiptId known = ReceiptId.parse(id).orElseThrow(Problem::notFound);
    EvidencePackage found = transactions.asCaller(() -> find(known));
    LOG.infof(
        "An evidence package is handed out receiptId=%s clientId=%s", known, caller.clientId());
    return Response.ok(found.write())
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence-" + known + ".zip\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .build();
  }

  /** Why, and since when: it is never given up. */
  private Problem notReady(Instant wantedAt, EvidenceStore.@Nullable Unmade unmade) {
    long wait = SOON;
    String why;
    if (unmade == null) {
      why = "It is made, and comes into the log soon.";
    } else if (!unmade.complete()) {
      why = "What it is made of has not all come from the other rooms.";
    } else if (unmade.failures() == 0) {
      why = "It is being made.";
    } else {
      wait = Math.max(SOON, Duration.between(clock.instant(), unmade.nextAt()).toSeconds());
      why =
          "It could not be made, "
              + unmade.failures()
              + (unmade.failures() == 1 ? " time" : " times")
              + "; that is ours to mend, and the operator is told. It is tried again at "
              + unmade.nextAt()
              + ".";
    }
    return Problem.of(NOT_READY, "Wanted since " + wantedAt + ". " + why + " Ask again.")
        .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
  }

  /** A package with its time stamp and where it stands in the log now. */
  private EvidencePackage find(ReceiptId id) {
    Receipt receipt = receipts.find(id).orElseThrow(Problem::notFound);
    EvidenceStore.Kept kept =
        packages.find(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, FROM_BEFORE));
    EvidenceStore.Unmade unmade = kept.unmade();
    if (kept.erasedAt() != null) {
      throw Problem.of(
          ERASED,
          unmade == null
              ? "It was erased at " + kept.erasedAt() + ". The log keeps its hash."
              : "It could not be made before its time was over, at " + kept.erasedAt() + ".");
    }
    SealedBytes zip = kept.zip();
    Long index = kept.leafIndex();
    if (zip == null || index == null) {
      throw notReady(kept.wantedAt(), unmade);
    }
    String head = log.newest().orElseThrow();
    EvidencePackage whole =
        EvidencePackage.read(seals.open(receipt.submission(), kept.keyId(), zip))
            .with(LogProof.of(new MerkleTree(log), index, head));
    TimeStamp stamp = kept.timeStamp();
    return stamp == null ? whole : whole.withTimestamp(stamp.bytes());
  }
}
