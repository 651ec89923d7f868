package se.sluss.evidence.verify;

import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.failed;
import static se.sluss.evidence.verify.Finding.notCheckable;
import static se.sluss.evidence.verify.Finding.passed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.JwsType;
import se.sluss.evidence.SignedBytes;
import se.sluss.evidence.log.Proofs;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;

/**
 * A list of tree heads in which each goes on from the one before: what one who kept it saw of the
 * log. Of the heads only those are held that a package is compared with.
 */
final class Mirror {
  static final long NOWHERE = -1;

  /** A package is in the log within seconds; a day is for a house whose log stood still. */
  private static final Duration LONGEST_WAY_IN = Duration.ofDays(1);

  /** Nothing came in for so long: the log stood still, or nothing happened. */
  private static final Duration STANDSTILL = Duration.ofHours(12);

  /** After one the log may need several heads to take in all that had waited. */
  private static final Duration CATCHING_UP = Duration.ofHours(1);

  private final EvidenceKeys keys;
  private final long size;
  private final long leaf;
  private final Set<String> signers = new HashSet<>();
  private @Nullable TreeHead first;
  private @Nullable TreeHead last;
  private @Nullable TreeHead same;
  private @Nullable TreeHead without;
  private @Nullable TreeHead with;
  private @Nullable TreeHead beforeStandstill;
  private Instant caughtUp = Instant.MIN;
  private @Nullable String unknownKey;
  private boolean whole = true;
  private int count;

  private Mirror(EvidenceKeys keys, long size, long leaf) {
    this.keys = keys;
    this.size = size;
    this.leaf = leaf;
  }

  /**
   * Reads a list and proves it by itself.
   *
   * @param size of the package's tree
   * @param leaf where the package stands; both {@link #NOWHERE} for one that is in no log
   * @throws EvidenceFormatException naming the line at which it cannot be
   */
  static Mirror read(HeadList list, EvidenceKeys keys, long size, long leaf) {
    Mirror mirror = new Mirror(keys, size, leaf);
    try {
      HeadLines.each(list, mirror::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return mirror;
  }

  private void add(PublishedHead published) {
    count++;
    SignedBytes signed = SignedBytes.read(JwsType.TREE_HEAD, published.treeHead());
    TreeHead head = TreeHead.of(signed);
    signers.add(signed.keyId());
    switch (keys.verify(signed)) {
      case VALID -> {
        // as it must be
      }
      case FORGED ->
          throw new EvidenceFormatException("the tree head or its signature was changed");
      case UNKNOWN_KEY -> unknownKey = unknownKey == null ? signed.keyId() : unknownKey;
    }
    if (last == null) {
      whole = published.consistency().isEmpty();
      first = head;
    } else {
      follows(last, head, published);
      if (last.timestamp().plus(STANDSTILL).isBefore(head.timestamp())) {
        beforeStandstill = last;
        caughtUp = head.timestamp().plus(CATCHING_UP);
      }
    }
    last = head;
    keep(head);
  }

  /** Heads come in the order of their sizes. */
  private void keep(TreeHead head) {
    if (same == null && head.treeSize() == size) {
      same = head;
    }
    if (head.treeSize() <= leaf) {
      // What waits while a log stands still cannot all come in under its next head.
      without = head.timestamp().isAfter(caughtUp) ? head : beforeStandstill;
    } else if (with == null) {
      with = head;
    }
  }

  /** The first key of a head that is not among the known ones. */
  Optional<String> unknownKey() {
    return Optional.ofNullable(unknownKey);
  }

  private static void follows(TreeHead before, TreeHead head, PublishedHead published) {
    unless(head.log().equals(before.log()), "it is of another log than the line before");
    unless(
        head.treeSize() >= before.treeSize() && !head.timestamp().isBefore(before.timestamp()),
        "it is older or smaller than the line before");
    unless(
        head.treeSize() != before.treeSize() || head.rootHash().equals(before.rootHash()),
        "the log has another root at the same size than the line before: a split view");
    unless(
        published.consistency().isPresent(), "it does not prove that it follows the line before");
    unless(
        Proofs.consistent(
            before.treeSize(),
            before.rootHash(),
            head.treeSize(),
            head.rootHash(),
            published.consistency().get()),
        "the log does not go on from the line before: its history was changed");
  }

  /**
   * Holds a package's tree head against what was seen.
   *
   * @param shown of the size that was looked for
   * @param strange the package's keys that are not known to be the house's
   * @param madeAt when the package says that it was made
   */
  Finding compare(TreeHead shown, Set<String> strange, Instant madeAt) {
    CheckName name = CheckName.LOG_CONSISTENCY;
    TreeHead end = Objects.requireNonNull(last);
    if (!shown.log().equals(end.log())) {
      return failed(name, "the list is of the log " + end.log() + ", the package of another");
    }
    if (shown.treeSize() > end.treeSize()) {
      return beyond(
          strange,
          "the list ends at size " + end.treeSize() + ", before the package",
          "a newer list");
    }
    if (same == null) {
      return !whole && shown.treeSize() < Objects.requireNonNull(first).treeSize()
          ? beyond(strange, "the list begins after the package", "a list that goes further back")
          : failed(name, "the package's tree head was never published");
    }
    if (!same.rootHash().equals(shown.rootHash())) {
      return failed(
          name,
          "at size "
              + shown.treeSize()
              + " the list has another root than the package: a split view");
    }
    if (without != null && without.timestamp().isAfter(madeAt.plus(LONGEST_WAY_IN))) {
      return failed(
          name,
          "the package says that it was made at "
              + madeAt
              + ", and at "
              + without.timestamp()
              + " it was not in the log: backdated");
    }
    return passed(name, this + "; the manifest came in " + entered());
  }

  /**
   * Of a tree that the list does not reach: it may be anybody's who calls a log by the same name.
   * But the house's keys are known from the list.
   */
  private Finding beyond(Set<String> strange, String reason, String needed) {
    return signers.containsAll(strange)
        ? notCheckable(CheckName.LOG_CONSISTENCY, reason + ": get " + needed)
        : failed(
            CheckName.LOG_CONSISTENCY,
            "signed with another key than any head of the list: get "
                + needed
                + ", or give --keys");
  }

  /** Between which two heads the leaf came in: nobody can have put it there before or after. */
  private String entered() {
    return (without == null ? "" : "after " + without.timestamp() + " and ")
        + "not later than "
        + Objects.requireNonNull(with).timestamp();
  }

  @Override
  public String toString() {
    String many = count == 1 ? "one tree head" : count + " tree heads";
    String part = whole ? "" : " (the list does not begin where the log does)";
    return many
        + " up to size "
        + Objects.requireNonNull(last).treeSize()
        + ", each following the one before"
        + part;
  }
}
