package se.sluss.signing.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors;
import se.sluss.model.id.SigningOrderId;
import se.sluss.signing.order.SigningOrder;

/** Signing orders. All calls belong inside a transaction of {@code Transactions}. */
@ApplicationScoped
public class SigningOrders implements PanacheRepositoryBase<SigningOrder, String> {
  private static final int SKIP_LOCKED = -2;

  public Optional<SigningOrder> of(SigningOrderId id) {
    return findByIdOptional(id.value());
  }

  /** The order, locked until the transaction ends. */
  public Optional<SigningOrder> lock(SigningOrderId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** Orders that somebody has to look at, locked; those that another holds are left out. */
  public List<SigningOrder> lockDue(Instant now, int most) {
    return find("nextStepAt <= ?1 order by nextStepAt", now)
        .page(0, most)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
        .list();
  }

  /** Newest first, what follows the position. */
  public List<SigningOrder> page(Cursors.@Nullable Position after, int rows) {
    return (after == null
            ? find("order by createdAt desc, id desc")
            : find(
                "createdAt < ?1 or (createdAt = ?1 and id < ?2) order by createdAt desc, id desc",
                after.at(),
                after.id()))
        .page(0, rows)
        .list();
  }
}
