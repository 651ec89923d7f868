package se.sluss.evidence.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.Hash;
import se.sluss.evidence.StrictJson;

/**
 * One line of the list of tree heads, which anybody may copy: each proves that it goes on from the
 * one before, so whoever has the list can see by it alone that the log only grew.
 *
 * @param treeHead a signed tree head
 * @param consistency from the line before; absent on the first line of all
 */
public record PublishedHead(String treeHead, Optional<List<Hash>> consistency) {
  public PublishedHead {
    consistency = consistency.map(List::copyOf);
  }

  /** The first line of a log. */
  public static PublishedHead first(String treeHead) {
    return new PublishedHead(treeHead, Optional.empty());
  }

  /** The line after one that told of a tree of this size. */
  public static PublishedHead after(long sizeBefore, MerkleTree tree, String treeHead) {
    long size = TreeHead.of(treeHead).treeSize();
    return new PublishedHead(treeHead, Optional.of(tree.consistency(sizeBefore, size)));
  }

  /**
   * Reads a line without its end.
   *
   * @throws EvidenceFormatException when it is not one
   */
  public static PublishedHead read(String line) {
    return StrictJson.read(line.getBytes(UTF_8), PublishedHead.class, "what stands there");
  }

  /** The line, with its end. */
  public String line() {
    return new String(StrictJson.write(this), UTF_8) + "\n";
  }
}
