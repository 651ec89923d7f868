package se.sluss.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.Place;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;

/** A log in memory, with the list of its heads. */
public final class LogSample {
  public static final String NAME = "log.sluss.test";

  private final Map<Place, Hash> kept = new HashMap<>();
  private final MerkleTree tree = new MerkleTree(places -> Map.copyOf(kept));
  private final List<PublishedHead> published = new ArrayList<>();
  private final EvidenceKey key;
  private long size;
  private long headSize;

  public LogSample(EvidenceKey key) {
    this.key = key;
  }

  public long append(Hash manifest) {
    tree.append(size, MerkleTree.leaf(manifest))
        .forEach(node -> kept.put(node.place(), node.hash()));
    return size++;
  }

  /** As many leaves of others. */
  public LogSample strangers(int from, int count) {
    for (int i = from; i < from + count; i++) {
      append(Hash.of(new byte[] {(byte) i}));
    }
    return this;
  }

  public String publish(Instant at) {
    String head = head(at);
    published.add(
        published.isEmpty()
            ? PublishedHead.first(head)
            : PublishedHead.after(headSize, tree, head));
    headSize = size;
    return head;
  }

  /** Signed, and not in the list. */
  public String head(Instant at) {
    return new TreeHead(NAME, size, tree.root(size), at).sign(key);
  }

  public LogProof proof(long leaf, String head) {
    return LogProof.of(tree, leaf, head);
  }

  public MerkleTree tree() {
    return tree;
  }

  public List<String> lines() {
    return published.stream().map(PublishedHead::line).toList();
  }

  public String mirror() {
    return String.join("", lines());
  }
}
