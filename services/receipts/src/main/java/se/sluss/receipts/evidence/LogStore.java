package se.sluss.receipts.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.Node;
import se.sluss.evidence.log.Nodes;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.model.id.ReceiptId;

/** Where the log is kept. Works inside the caller's transaction. */
public interface LogStore extends Nodes {
  /** The tree's size; held for this transaction, so that one appends at a time. */
  long lockSize();

  /** Packages that are made and not in the log, the oldest first. */
  List<Leaf> unlogged(int most);

  /** Puts them in: their nodes, each package's place, and the new size. */
  void append(List<Node> nodes, List<Placed> placed, long newSize);

  /** Publishes a signed head of a tree of this size. */
  void publish(long size, PublishedHead head, Instant signedAt);

  /** The newest signed head; empty while the log is. */
  Optional<String> newest();

  /** Heads of trees larger than this, the smallest first. */
  List<PublishedHead> after(long size, int most);

  /** The leaves' hashes from an index on. */
  List<Hash> leaves(long from, int most);

  /** A package's leaf to come. */
  record Leaf(ReceiptId receipt, Hash manifest) {}

  /** Where a package's leaf stands. */
  record Placed(ReceiptId receipt, long index) {}
}
