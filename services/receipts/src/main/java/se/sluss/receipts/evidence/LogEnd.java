package se.sluss.receipts.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.Node;
import se.sluss.evidence.log.Nodes;
import se.sluss.evidence.log.Place;
import se.sluss.model.id.ReceiptId;

/** The end of the log, held in the caller's transaction so that one at a time puts leaves there. */
final class LogEnd {
  private final LogStore log;
  private long size;

  LogEnd(LogStore log) {
    this.log = log;
    this.size = log.lockSize();
  }

  /** A leaf, and the receipt whose package it is of; empty where there is no such package here. */
  record Leaf(Hash hash, Optional<ReceiptId> receipt) {}

  long size() {
    return size;
  }

  /** The tree, of the size before or any that was since. */
  MerkleTree tree() {
    return new MerkleTree(log);
  }

  /** Puts these at the end. */
  void add(List<Leaf> leaves) {
    Growing growing = new Growing(log);
    MerkleTree tree = new MerkleTree(growing);
    List<LogStore.Placed> placed = new ArrayList<>();
    for (Leaf leaf : leaves) {
      growing.add(tree.append(size, leaf.hash()));
      long index = size;
      leaf.receipt().ifPresent(receipt -> placed.add(new LogStore.Placed(receipt, index)));
      size++;
    }
    log.append(growing.added(), placed, size);
  }

  /** The kept nodes and those that are about to be. */
  private static final class Growing implements Nodes {
    private final Nodes kept;
    private final Map<Place, Hash> added = new HashMap<>();

    private Growing(Nodes kept) {
      this.kept = kept;
    }

    private void add(List<Node> nodes) {
      nodes.forEach(node -> added.put(node.place(), node.hash()));
    }

    private List<Node> added() {
      return added.entrySet().stream()
          .map(node -> new Node(node.getKey(), node.getValue()))
          .toList();
    }

    @Override
    public Map<Place, Hash> read(Set<Place> places) {
      Map<Place, Hash> found = new HashMap<>();
      Set<Place> missing = new HashSet<>();
      for (Place place : places) {
        Hash hash = added.get(place);
        if (hash == null) {
          missing.add(place);
        } else {
          found.put(place, hash);
        }
      }
      if (!missing.isEmpty()) {
        found.putAll(kept.read(missing));
      }
      return found;
    }
  }
}
