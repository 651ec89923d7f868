package se.sluss.receipts.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.JwsType;
import se.sluss.evidence.SignedBytes;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;

/**
 * Puts what was made into the log, and publishes a head over all of it: leaves, head and the
 * packages' places are there together or not at all. Any number of processes may try; one at a time
 * does.
 */
@ApplicationScoped
public class AppendToLog {
  private static final int AT_ONCE = 1_000;

  /** Some seconds' work, far below the minute that a transaction may last. */
  private static final int MOST_UNDER_ONE_HEAD = 20_000;

  private final LogStore log;
  private final RestoreLog restored;
  private final EvidenceKey key;
  private final EvidenceKeys published;
  private final EvidenceConfig config;
  private final Transactions transactions;
  private final InstantSource clock;

  public AppendToLog(
      LogStore log,
      RestoreLog restored,
      EvidenceKey key,
      EvidenceKeys published,
      EvidenceConfig config,
      Transactions transactions,
      @SharedClock InstantSource clock) {
    this.log = log;
    this.restored = restored;
    this.key = key;
    this.published = published;
    this.config = config;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Appends all that waits, up to a bound, under one head. Returns how many that were.
   *
   * @throws IllegalStateException naming the setting, when the log is not the one that was
   *     published
   */
  int append() {
    return transactions.asSystem(this::appendLocked);
  }

  private int appendLocked() {
    LogEnd end = new LogEnd(log);
    List<LogStore.Leaf> leaves = log.unlogged(AT_ONCE);
    if (leaves.isEmpty()) {
      return 0;
    }
    restored.requirePublished(end);
    long before = end.size();
    while (!leaves.isEmpty() && end.size() - before < MOST_UNDER_ONE_HEAD) {
      end.add(leaves.stream().map(AppendToLog::leaf).toList());
      leaves = log.unlogged(AT_ONCE);
    }
    MerkleTree tree = end.tree();
    Instant now = timeAfter(log.newest().map(TreeHead::of), clock.instant());
    String head = new TreeHead(config.logId(), end.size(), tree.root(end.size()), now).sign(key);
    log.publish(
        end.size(),
        before == 0 ? PublishedHead.first(head) : PublishedHead.after(before, tree, head),
        now);
    return (int) (end.size() - before);
  }

  private static LogEnd.Leaf leaf(LogStore.Leaf made) {
    return new LogEnd.Leaf(MerkleTree.leaf(made.manifest()), Optional.of(made.receipt()));
  }

  /**
   * The time of a head: whole milliseconds, as the database keeps them, and never before the head
   * before it, whatever this process's clock says. A list that goes back in time is no proof.
   */
  static Instant timeAfter(Optional<TreeHead> newest, Instant now) {
    Instant whole = now.truncatedTo(ChronoUnit.MILLIS);
    return newest.map(TreeHead::timestamp).filter(before -> before.isAfter(whole)).orElse(whole);
  }

  /**
   * Refuses to go on with a log that is not the one that was begun.
   *
   * @throws IllegalStateException naming the setting
   */
  void requireSameLog() {
    if (!TreeHead.isName(config.logId())) {
      throw new IllegalStateException(
          "sluss.receipts.evidence.log-id: a log is called by at most 255 of A-Z a-z 0-9 . _ : / -,"
              + " the first a letter or a digit");
    }
    transactions
        .asSystem(log::newest)
        .ifPresent(
            newest -> {
              SignedBytes signed = SignedBytes.read(JwsType.TREE_HEAD, newest);
              String begun = TreeHead.of(signed).log();
              if (!begun.equals(config.logId())) {
                throw new IllegalStateException(
                    "sluss.receipts.evidence.log-id: the log was begun as " + begun);
              }
              if (published.verify(signed) != EvidenceKeys.Verdict.VALID) {
                throw new IllegalStateException(
                    "sluss.receipts.evidence.earlier-keys-file: the log's newest head is signed"
                        + " with the key "
                        + signed.keyId()
                        + ", which is neither the present key nor in that file");
              }
            });
  }
}
