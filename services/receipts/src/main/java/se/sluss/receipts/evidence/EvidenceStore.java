package se.sluss.receipts.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.evidence.Hash;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.EventId;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.SealedBytes;

/** What packages are made of, and the packages. Works inside the caller's transaction. */
public interface EvidenceStore {
  /** Keeps a step on the way. */
  void keep(EventId event, SubmissionRef submission, Fact fact);

  /** Keeps what was signed. */
  void keep(SubmissionSigned signed);

  /**
   * Forgets all that was kept of a submission on its way, and what is still to come of it: it ended
   * without a receipt.
   */
  void forget(SubmissionRef submission, Instant now);

  /**
   * Forgets what came of submissions that had ended, as rooms tell in topics of their own, what no
   * package was made of before its time was over, and which submissions ended long ago.
   */
  void sweep(Instant now);

  /** A package is wanted for the submission's receipt. */
  void want(SubmissionRef submission, Instant now);

  /**
   * The package that has been due longest and can be made, held for this transaction; empty when
   * there is none, or others hold them. However long ago it was wanted: what it is made of may come
   * late, and what kept it from being made may be mended.
   */
  Optional<Claimed> claim(Instant now);

  /** It could not be made, once more, and is tried again then. */
  void putOff(ReceiptId receipt, Instant until);

  /** What was signed, and the steps in order of time. */
  Material material(SubmissionId submission);

  /** Keeps a package that was made, and forgets what it was made of. */
  void made(Made made);

  /** A package with its place in the log; empty when there is none, or it is another's. */
  Optional<Kept> find(ReceiptId receipt);

  /**
   * How many packages are wanted and cannot be fetched: not made, or not in the log; and since when
   * the oldest is. None is left out for its age.
   */
  Waiting waiting();

  /**
   * Erases packages that were made before, at most so many; their hashes stay in the log. Returns
   * how many.
   */
  int erase(Instant madeBefore, Instant now, int most);

  /**
   * Ends the wait for packages that were wanted before and could not be made until the time was
   * over that they would have been kept, at most so many. Returns how many.
   */
  int eraseUnmade(Instant wantedBefore, Instant now, int most);

  /**
   * Erases what receipts from before hold of the authority's answer, at most so many: those whose
   * package was erased, or that have none. Returns how many.
   */
  int eraseAnswers(Instant storedBefore, Instant now, int most);

  /** Claims packages that a time stamp is due for until then; the next claim is then at hand. */
  List<Unstamped> claimUnstamped(Instant now, Instant until, int most);

  /** Keeps a time stamp. */
  void stamped(ReceiptId receipt, TimeStamp timeStamp);

  /**
   * A package that is to be made.
   *
   * @param failures how often it could not be
   */
  record Claimed(ReceiptId receipt, int failures) {}

  /**
   * What a package is made of.
   *
   * @param entry what the signatures cover
   * @param documentSha256 lower-case hexadecimal
   */
  record Material(
      String entry,
      String documentSha256,
      SealedBytes document,
      SealedBytes signatures,
      List<Fact> facts) {}

  /**
   * A package that was made.
   *
   * @param keyId of the key that it is sealed under
   * @param stampDueAt when a time stamp is asked for; null when none is wanted
   */
  record Made(
      ReceiptId receipt,
      SubmissionId submission,
      String keyId,
      SealedBytes zip,
      Hash manifest,
      Instant madeAt,
      @Nullable Instant stampDueAt) {}

  /**
   * A package that was wanted once.
   *
   * @param wantedAt when its receipt came
   * @param keyId null for one from before tenants had such keys, and when there is no zip
   * @param zip null before it is made and after it was erased
   * @param leafIndex null until it is in the log
   * @param erasedAt null while it is kept
   * @param unmade null once it is made
   */
  record Kept(
      Instant wantedAt,
      @Nullable String keyId,
      @Nullable SealedBytes zip,
      @Nullable TimeStamp timeStamp,
      @Nullable Long leafIndex,
      @Nullable Instant erasedAt,
      @Nullable Unmade unmade) {}

  /**
   * Why a package is not made.
   *
   * @param complete whether all has come that it is made of
   * @param failures how often it could not be made
   * @param nextAt when it is tried next, once it is complete
   */
  record Unmade(boolean complete, int failures, Instant nextAt) {}

  /**
   * Packages that are not ready.
   *
   * @param packages that are to be made, or to come into the log
   * @param since when the oldest of those was wanted; null when there are none
   * @param unstamped made, and without the time stamp that is asked for
   */
  record Waiting(long packages, @Nullable Instant since, long unstamped) {}

  /** A package without its time stamp. */
  record Unstamped(ReceiptId receipt, Hash manifest) {}
}
