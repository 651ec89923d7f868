package se.sluss.receipts.evidence;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.sealed.SealedBytes;

/** Keys that packages are sealed under. Works inside the caller's transaction. */
public interface PackageKeys {
  /**
   * A tenant's key of a month.
   *
   * @param sealed the key, under the master key
   */
  record PackageKey(String id, SealedBytes sealed) {}

  /** The key of the submission's tenant for the month, when there is one. */
  Optional<PackageKey> find(SubmissionRef submission, YearMonth month);

  /** The key, unless it was destroyed. */
  Optional<PackageKey> find(String id);

  /** Keeps a key, unless the tenant has got one for that month meanwhile. */
  void add(SubmissionRef submission, YearMonth month, PackageKey key);

  /**
   * Destroys the keys of months that had ended by then and under which nothing is kept any more.
   * Returns how many.
   */
  int destroy(Instant before);
}
