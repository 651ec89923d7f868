package se.sluss.evidence.verify;

import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.failed;
import static se.sluss.evidence.verify.Finding.notCheckable;
import static se.sluss.evidence.verify.Finding.passed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * log.
 *
 * @param whole whether it begins where the log does
 * @param unknownKey the first key of a head that is not among the known ones
 */
record Mirror(List<TreeHead> heads, boolean whole, Optional<String> unknownKey) {
  /** A package is in the log within seconds; a day is for a house whose log stood still. */
  private static final Duration LONGEST_WAY_IN = Duration.ofDays(1);

  /**
   * Reads a list and proves it by itself.
   *
   * @throws EvidenceFormatException naming the line at which it cannot be
   */
  static Mirror read(String text, EvidenceKeys keys) {
    List<TreeHead> heads = new ArrayList<>();
    Optional<String> unknown = Optional.empty();
    boolean whole = true;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        PublishedHead published = PublishedHead.read(line);
        SignedBytes signed = SignedBytes.read(JwsType.TREE_HEAD, published.treeHead());
        TreeHead head = TreeHead.of(signed);
        switch (keys.verify(signed)) {
          case VALID -> {
            // as it must be
          }
          case FORGED ->
              throw new EvidenceFormatException("the tree head or its signature was changed");
          case UNKNOWN_KEY -> unknown = unknown.or(() -> Optional.of(signed.keyId()));
        }
        if (heads.isEmpty()) {
          whole = published.consistency().isEmpty();
        } else {
          follows(heads.getLast(), head, published);
        }
        heads.add(head);
      } catch (EvidenceFormatException e) {
        throw new EvidenceFormatException(
            "line " + number + " of the list of tree heads: " + e.sentence());
      }
    }
    unless(!heads.isEmpty(), "the list of tree heads is empty");
    return new Mirror(List.copyOf(heads), whole, unknown);
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
   * @param madeAt when the package says that it was made
   */
  Finding compare(TreeHead shown, long leaf, Instant madeAt) {
    CheckName name = CheckName.LOG_CONSISTENCY;
    TreeHead last = heads.getLast();
    if (!shown.log().equals(last.log())) {
      return failed(name, "the list is of the log " + last.log() + ", the package of another");
    }
    if (shown.treeSize() > last.treeSize()) {
      return notCheckable(
          name,
          "the list ends at size " + last.treeSize() + ", before the package: get a newer one");
    }
    Optional<TreeHead> same =
        heads.stream().filter(head -> head.treeSize() == shown.treeSize()).findFirst();
    if (same.isEmpty()) {
      return !whole && shown.treeSize() < heads.getFirst().treeSize()
          ? notCheckable(name, "the list begins after the package: get one that goes further back")
          : failed(name, "the package's tree head was never published");
    }
    if (!same.get().rootHash().equals(shown.rootHash())) {
      return failed(
          name,
          "at size "
              + shown.treeSize()
              + " the list has another root than the package: a split view");
    }
    Optional<TreeHead> without =
        heads.stream().filter(head -> head.treeSize() <= leaf).reduce((_, later) -> later);
    if (without.isPresent() && without.get().timestamp().isAfter(madeAt.plus(LONGEST_WAY_IN))) {
      return failed(
          name,
          "the package says that it was made at "
              + madeAt
              + ", and at "
              + without.get().timestamp()
              + " it was not in the log: backdated");
    }
    return passed(name, this + "; the manifest came in " + entered(leaf));
  }

  /** Between which two heads a leaf came in: nobody can have put it there before or after. */
  private String entered(long leaf) {
    @Nullable TreeHead without = null;
    for (TreeHead head : heads) {
      if (head.treeSize() > leaf) {
        return (without == null ? "" : "after " + without.timestamp() + " and ")
            + "not later than "
            + head.timestamp();
      }
      without = head;
    }
    throw new IllegalStateException("a leaf that is in a published tree is in none");
  }

  @Override
  public String toString() {
    String many = heads.size() == 1 ? "one tree head" : heads.size() + " tree heads";
    String part = whole ? "" : " (the list does not begin where the log does)";
    return many
        + " up to size "
        + heads.getLast().treeSize()
        + ", each following the one before"
        + part;
  }
}
