package se.sluss.evidence.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.sluss.evidence.Hash;

/**
 * The tree of RFC 9162 §2.1 over nodes that are kept elsewhere. Only hashes of complete subtrees
 * are kept, and those never change: appending writes what became complete, and any root or proof of
 * any size up to now is computed from a number of them that grows with the logarithm of the size.
 */
public final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] INNER = {1};

  private final Nodes nodes;

  public MerkleTree(Nodes nodes) {
    this.nodes = nodes;
  }

  /** The leaf of a manifest: the hash of the 32 bytes of the SHA-256 of its bytes. */
  public static Hash leaf(Hash manifest) {
    return Hash.of(LEAF, manifest.bytes());
  }

  static Hash inner(Hash left, Hash right) {
    return Hash.of(INNER, left.bytes(), right.bytes());
  }

  /** The root of a tree without leaves. */
  static Hash emptyRoot() {
    return Hash.of();
  }

  /**
   * The nodes to keep when a leaf is put at the end; the caller sees to it that two appends do not
   * meet at one size.
   *
   * @param size before
   * @param leaf as {@link #leaf} makes it
   * @return the leaf first, then the parents that it completes
   */
  public List<Node> append(long size, Hash leaf) {
    Place place = new Place(0, size);
    Set<Place> needed = new HashSet<>();
    for (Place at = place; at.isRight(); at = at.parent()) {
      needed.add(at.leftSibling());
    }
    Known known = read(needed);
    List<Node> added = new ArrayList<>(List.of(new Node(place, leaf)));
    Hash hash = leaf;
    for (Place at = place; at.isRight(); at = at.parent()) {
      hash = inner(known.at(at.leftSibling()), hash);
      added.add(new Node(at.parent(), hash));
    }
    return List.copyOf(added);
  }

  /** The root of the tree as it was at this size. */
  public Hash root(long size) {
    return size == 0 ? emptyRoot() : hashes(List.of(new Range(0, size))).getFirst();
  }

  /**
   * What proves that a leaf is in the tree of this size, from the leaf's neighbour up.
   *
   * @throws IllegalArgumentException when it is not
   */
  public List<Hash> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no such leaf in a tree of this size");
    }
    List<Range> path = new ArrayList<>();
    Range at = new Range(0, size);
    while (at.size() > 1) {
      long middle = at.middle();
      if (index < middle) {
        path.addFirst(new Range(middle, at.to()));
        at = new Range(at.from(), middle);
      } else {
        path.addFirst(new Range(at.from(), middle));
        at = new Range(middle, at.to());
      }
    }
    return hashes(path);
  }

  /**
   * What proves that the tree of one size is the beginning of the tree of another. Empty when the
   * first has no leaf or both are the same.
   *
   * @throws IllegalArgumentException when the first is the larger
   */
  public List<Hash> consistency(long first, long second) {
    if (first < 0 || first > second) {
      throw new IllegalArgumentException("the first tree is larger than the second");
    }
    if (first == 0 || first == second) {
      return List.of();
    }
    List<Range> path = new ArrayList<>();
    Range at = new Range(0, second);
    while (at.to() != first) {
      long middle = at.middle();
      if (first <= middle) {
        path.addFirst(new Range(middle, at.to()));
        at = new Range(at.from(), middle);
      } else {
        path.addFirst(new Range(at.from(), middle));
        at = new Range(middle, at.to());
      }
    }
    // The verifier has the old root, and needs this subtree only when it is not that.
    if (at.from() != 0) {
      path.addFirst(at);
    }
    return hashes(path);
  }

  /** All of them, from one reading. */
  private List<Hash> hashes(List<Range> ranges) {
    Set<Place> needed = new HashSet<>();
    ranges.forEach(range -> needed.addAll(range.complete()));
    Known known = read(needed);
    return ranges.stream().map(range -> fold(range.complete(), known)).toList();
  }

  private static Hash fold(List<Place> complete, Known known) {
    Hash hash = known.at(complete.getLast());
    for (Place left : complete.reversed().subList(1, complete.size())) {
      hash = inner(known.at(left), hash);
    }
    return hash;
  }

  private Known read(Set<Place> needed) {
    return new Known(needed.isEmpty() ? Map.of() : nodes.read(Set.copyOf(needed)));
  }

  private record Known(Map<Place, Hash> nodes) {
    Hash at(Place place) {
      Hash hash = nodes.get(place);
      if (hash == null) {
        throw new IllegalStateException("a node of the log is missing: " + place);
      }
      return hash;
    }
  }

  /** Leaves that hang below one node, of which only the last part may be incomplete. */
  private record Range(long from, long to) {
    long size() {
      return to - from;
    }

    /** Where RFC 9162 splits: the largest power of two below the size. */
    long middle() {
      return from + Long.highestOneBit(size() - 1);
    }

    /** The complete subtrees that it consists of, the largest first. */
    List<Place> complete() {
      List<Place> places = new ArrayList<>();
      long at = from;
      while (at < to) {
        int level = 63 - Long.numberOfLeadingZeros(to - at);
        places.add(new Place(level, at >> level));
        at += 1L << level;
      }
      return places;
    }
  }
}
