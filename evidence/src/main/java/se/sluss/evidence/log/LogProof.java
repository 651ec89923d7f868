package se.sluss.evidence.log;

import static se.sluss.evidence.EvidenceFormatException.unless;

import java.util.List;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.Hash;
import se.sluss.evidence.MemberNames;
import se.sluss.evidence.StrictJson;

/**
 * Where a manifest stands in the log: the member {@code log.json}.
 *
 * @param treeHead a signed tree head of the same log and size
 */
public record LogProof(
    String log, long leafIndex, long treeSize, List<Hash> inclusionPath, String treeHead) {
  public LogProof {
    inclusionPath = List.copyOf(inclusionPath);
    unless(leafIndex >= 0 && leafIndex < treeSize, "there is no such leaf in a log of this size");
  }

  /** The proof of a leaf in the tree that a signed head tells of. */
  public static LogProof of(MerkleTree tree, long leafIndex, String treeHead) {
    TreeHead head = TreeHead.of(treeHead);
    return new LogProof(
        head.log(),
        leafIndex,
        head.treeSize(),
        tree.inclusion(leafIndex, head.treeSize()),
        treeHead);
  }

  /**
   * Reads the bytes of {@code log.json}.
   *
   * @throws EvidenceFormatException when they are anything else
   */
  public static LogProof read(byte[] json) {
    return StrictJson.read(json, LogProof.class, MemberNames.LOG);
  }

  public byte[] write() {
    return StrictJson.write(this);
  }
}
