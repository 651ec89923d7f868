package se.sluss.receipts.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.Hash;
import se.sluss.evidence.JwsType;
import se.sluss.evidence.SignedBytes;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.Proofs;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ReceiptId;

/**
 * Holds the log to what was published of it. A database that was restored from a backup does not
 * know its newest leaves: going on there would be a second history beside the one that others have
 * seen. So what it lacks is put back from the mirror, or nothing is appended.
 *
 * @see "docs/adr/0024-a-restored-log-goes-on-from-its-mirror.md"
 */
@ApplicationScoped
public class RestoreLog {
  private static final Logger LOG = Logger.getLogger(RestoreLog.class);
  private static final String SETTING = "sluss.receipts.evidence.mirror: ";
  private static final int AT_ONCE = 1_000;

  /** What is copied every minute may lack so much. */
  private static final Duration USUAL_DELAY = Duration.ofMinutes(15);

  private final LogStore log;
  private final EvidenceKeys published;
  private final EvidenceConfig config;
  private final Transactions transactions;
  private final Optional<LogMirror> mirror;

  public RestoreLog(
      LogStore log, EvidenceKeys published, EvidenceConfig config, Transactions transactions) {
    this.log = log;
    this.published = published;
    this.config = config;
    this.transactions = transactions;
    this.mirror = config.mirror().map(LogMirror::new);
  }

  /**
   * Puts back what was published and is not in the database, head by head, each with its leaves or
   * not at all. Any number of processes may try. Packages that are here take the places they had.
   *
   * @return how many leaves
   * @throws IllegalStateException naming the setting, when the mirror cannot be used, or does not
   *     go on from what the database has
   */
  long restore() {
    return mirror.map(this::restore).orElse(0L);
  }

  private long restore(LogMirror from) {
    long size = transactions.asSystem(log::lockSize);
    long newest = from.newest().map(this::verified).map(TreeHead::treeSize).orElse(0L);
    if (newest <= size) {
      return 0;
    }
    LOG.warnf(
        "The log of evidence is older than its mirror, and is put back size=%d mirrored=%d",
        size, newest);
    Map<Hash, ReceiptId> here =
        transactions.asSystem(() -> log.unlogged(Integer.MAX_VALUE)).stream()
            .collect(
                Collectors.toMap(
                    leaf -> MerkleTree.leaf(leaf.manifest()),
                    LogStore.Leaf::receipt,
                    (first, _) -> first));
    return from.from(head -> verified(head).treeSize() > size).stream()
        .mapToLong(head -> transactions.asSystem(() -> putBack(from, head, here)))
        .sum();
  }

  private long putBack(LogMirror from, PublishedHead line, Map<Hash, ReceiptId> here) {
    TreeHead head = verified(line);
    LogEnd end = new LogEnd(log);
    long before = end.size();
    while (end.size() < head.treeSize()) {
      int next = (int) Math.min(AT_ONCE, head.treeSize() - end.size());
      end.add(
          from.leaves(end.size(), next).stream()
              .map(leaf -> new LogEnd.Leaf(leaf, Optional.ofNullable(here.get(leaf))))
              .toList());
    }
    requireRoot(end, head);
    if (end.size() > before) {
      requireNoneBetween(end.tree(), before, head, line);
      log.publish(head.treeSize(), line, head.timestamp());
    }
    return end.size() - before;
  }

  /** The list goes on where the database's ends, or nobody could follow it. */
  private static void requireNoneBetween(
      MerkleTree tree, long before, TreeHead head, PublishedHead line) {
    boolean follows =
        before == 0
            ? line.consistency().isEmpty()
            : line.consistency()
                .filter(
                    proof ->
                        Proofs.consistent(
                            before, tree.root(before), head.treeSize(), head.rootHash(), proof))
                .isPresent();
    if (!follows) {
      throw new IllegalStateException(
          SETTING + "its tree heads do not go on from the one of " + before + " leaves");
    }
  }

  /**
   * Refuses to append to a log that is not the one that was published.
   *
   * @param end held by the caller
   * @throws IllegalStateException naming the setting and what to do
   */
  void requirePublished(LogEnd end) {
    mirror
        .flatMap(LogMirror::newest)
        .map(this::verified)
        .ifPresent(
            head -> {
              if (head.treeSize() > end.size()) {
                throw new IllegalStateException(
                    SETTING
                        + "the database has "
                        + end.size()
                        + " leaves, and "
                        + head.treeSize()
                        + " were published: they have to be put back first, see Backups in"
                        + " docs/operations.md");
              }
              requireRoot(end, head);
            });
  }

  /**
   * When the oldest head was published that the mirror does not have: what came from then on is not
   * guarded. Empty where the mirror has them all, or none is set. One that cannot be used has none.
   */
  Optional<Instant> unguardedSince() {
    return mirror.flatMap(
        from ->
            transactions.asSystem(() -> log.after(mirrored(from), 1)).stream()
                .findFirst()
                .map(head -> TreeHead.of(head.treeHead()).timestamp()));
  }

  private long mirrored(LogMirror from) {
    try {
      return from.newest().map(this::verified).map(TreeHead::treeSize).orElse(0L);
    } catch (IllegalStateException e) {
      // Told by what appends.
      return 0;
    }
  }

  /** Says at the start what nothing would say until a database is restored, and then too late. */
  void tellOfMirror(Instant now) {
    if (mirror.isEmpty()) {
      LOG.warnf(
          "The log of evidence has no mirror: a database that is restored would go on with another"
              + " history, unnoticed setting=%s",
          SETTING.replace(": ", ""));
    }
    unguardedSince()
        .filter(since -> since.plus(USUAL_DELAY).isBefore(now))
        .ifPresent(
            since ->
                LOG.warnf(
                    "The mirror of the log of evidence is empty or old, and does not guard what was"
                        + " published since=%s setting=%s",
                    since, SETTING.replace(": ", "")));
  }

  private static void requireRoot(LogEnd end, TreeHead head) {
    if (!end.tree().root(head.treeSize()).equals(head.rootHash())) {
      throw new IllegalStateException(
          SETTING
              + "the log is not the one that was published: its first "
              + head.treeSize()
              + " leaves are others; nothing is appended, see Backups in docs/operations.md");
    }
  }

  /** A head of this very log, by a key of the house. */
  private TreeHead verified(PublishedHead line) {
    try {
      SignedBytes signed = SignedBytes.read(JwsType.TREE_HEAD, line.treeHead());
      TreeHead head = TreeHead.of(signed);
      if (published.verify(signed) == EvidenceKeys.Verdict.VALID
          && head.log().equals(config.logId())) {
        return head;
      }
    } catch (EvidenceFormatException e) {
      // Told below.
    }
    throw new IllegalStateException(
        SETTING + "a tree head there is not of the log " + config.logId() + ", by its keys");
  }
}
