package se.sluss.receipts.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.SubmissionId;
import se.sluss.receipts.Owner;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.receipt.Receipts;

/** Receipts as rows. */
@ApplicationScoped
public class ReceiptRepository implements Receipts, PanacheRepositoryBase<ReceiptEntity, String> {
  private static final String OWNED = "vendorId = ?1 and mode = ?2";
  private static final String NEWEST_FIRST = " order by storedAt desc, id desc";

  @Override
  public boolean has(SubmissionId submission) {
    return count("submissionId", submission.value()) > 0;
  }

  /** Written at once, so that a rollback to a savepoint takes it along. */
  @Override
  public void add(Receipt receipt) {
    persistAndFlush(ReceiptEntity.of(receipt));
  }

  @Override
  public Optional<Receipt> find(ReceiptId id) {
    return findByIdOptional(id.value()).map(ReceiptEntity::receipt);
  }

  /** The receipt of a submission, when there is one and the transaction may see it. */
  public Optional<Receipt> find(SubmissionId submission) {
    return find("submissionId", submission.value())
        .firstResultOptional()
        .map(ReceiptEntity::receipt);
  }

  /** Newest first, after the position. */
  public List<Receipt> list(Owner owner, @Nullable Position after, int most) {
    String vendor = owner.vendorId().value();
    String mode = owner.mode().wire();
    var rows =
        after == null
            ? find(OWNED + NEWEST_FIRST, vendor, mode)
            : find(
                OWNED + " and (storedAt < ?3 or (storedAt = ?3 and id < ?4))" + NEWEST_FIRST,
                vendor,
                mode,
                after.at(),
                after.id());
    return rows.range(0, most - 1).stream().map(ReceiptEntity::receipt).toList();
  }
}
