package se.sluss.intake.batch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import se.sluss.intake.submission.AcceptSubmission;
import se.sluss.intake.submission.AcceptSubmission.Outcome;
import se.sluss.intake.submission.HandIn;
import se.sluss.model.id.BatchId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * Takes documents in one after the other, in the caller's transaction: what is refused holds up
 * none of the others, and what fails here fails for all of them.
 */
@ApplicationScoped
public class AcceptBatch {
  private final AcceptSubmission accept;
  private final Batches batches;
  private final InstantSource clock;

  public AcceptBatch(AcceptSubmission accept, Batches batches, InstantSource clock) {
    this.accept = accept;
    this.batches = batches;
    this.clock = clock;
  }

  /** Whose documents they are. */
  public record Owner(VendorId vendorId, TenantId tenantId, Mode mode) {}

  /**
   * Takes them in.
   *
   * @param tell makes an item of a document's number and its outcome
   */
  public Batch accept(
      Owner owner, List<HandIn> documents, BiFunction<Integer, Outcome, Batch.Item> tell) {
    List<Batch.Item> items =
        IntStream.range(0, documents.size())
            .mapToObj(
                i -> tell.apply(i, accept.accept(owner.tenantId(), owner.mode(), documents.get(i))))
            .toList();
    var batch =
        new Batch(
            BatchId.next(),
            owner.vendorId(),
            owner.tenantId(),
            owner.mode(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            items);
    batches.add(batch);
    return batch;
  }
}
