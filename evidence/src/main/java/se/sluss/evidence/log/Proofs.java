package se.sluss.evidence.log;

import java.util.Iterator;
import java.util.List;
import se.sluss.evidence.Hash;

/** Whether proofs hold, by RFC 9162 §2.1.3.2 and §2.1.4.2. Needs nothing but what it is given. */
public final class Proofs {
  private Proofs() {}

  /** Whether the leaf stands at this index in the tree of this size and root. */
  public static boolean includes(Hash leaf, long index, long size, List<Hash> path, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    Hash hash = leaf;
    for (Hash step : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = MerkleTree.inner(step, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        hash = MerkleTree.inner(hash, step);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && hash.equals(root);
  }

  /** Whether the first tree is the beginning of the second. */
  public static boolean consistent(
      long first, Hash firstRoot, long second, Hash secondRoot, List<Hash> path) {
    if (first < 0 || first > second) {
      return false;
    }
    if (first == second) {
      return path.isEmpty() && firstRoot.equals(secondRoot);
    }
    if (first == 0) {
      return path.isEmpty() && firstRoot.equals(MerkleTree.emptyRoot());
    }
    Iterator<Hash> steps = path.iterator();
    // A tree that is complete stands whole in every later one.
    boolean complete = Long.bitCount(first) == 1;
    if (!complete && !steps.hasNext()) {
      return false;
    }
    Hash start = complete ? firstRoot : steps.next();
    int shift = Long.numberOfTrailingZeros(first);
    long fn = (first - 1) >> shift;
    long sn = (second - 1) >> shift;
    Hash old = start;
    Hash now = start;
    while (steps.hasNext()) {
      Hash step = steps.next();
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        old = MerkleTree.inner(step, old);
        now = MerkleTree.inner(step, now);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        now = MerkleTree.inner(now, step);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && old.equals(firstRoot) && now.equals(secondRoot);
  }
}
