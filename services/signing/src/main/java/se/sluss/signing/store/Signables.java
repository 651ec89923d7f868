package se.sluss.signing.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.SubmissionId;
import se.sluss.signing.order.Signable;

/** Submissions that wait for signatures. All calls belong inside a transaction. */
@ApplicationScoped
public class Signables implements PanacheRepositoryBase<Signable, String> {
  private static final int SKIP_LOCKED = -2;

  /** One of them, locked until the transaction ends. */
  public Optional<Signable> lock(SubmissionId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** Those that are visible of these, in order of their identifiers. */
  public List<Signable> visible(List<SubmissionId> ids) {
    return find("submissionId in ?1 order by submissionId", texts(ids)).list();
  }

  /** The same, locked in one order for all, so that two transactions cannot wait for each other. */
  public List<Signable> lockAll(List<SubmissionId> ids) {
    return find("submissionId in ?1 order by submissionId", texts(ids))
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Those that nobody signed in time, locked. */
  public List<Signable> lockOverdue(Instant now, int most) {
    return find("state = ?1 and signBy <= ?2 order by signBy", Signable.State.AWAITING, now)
        .page(0, most)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
        .list();
  }

  /** Those whose owners may have to be reminded, locked. */
  public List<Signable> lockToRemind(Instant now, int most) {
    return find("state = ?1 and remindAt <= ?2 order by remindAt", Signable.State.AWAITING, now)
        .page(0, most)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
        .list();
  }

  private static List<String> texts(List<SubmissionId> ids) {
    return ids.stream().map(SubmissionId::value).toList();
  }
}
