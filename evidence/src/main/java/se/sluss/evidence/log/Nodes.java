package se.sluss.evidence.log;

import java.util.Map;
import java.util.Set;
import se.sluss.evidence.Hash;

/** Where the nodes of a tree are kept. */
@FunctionalInterface
public interface Nodes {

  /**
   * Reads these, in one go: at most some hundred, and all of them of complete subtrees.
   *
   * @return each place with its hash; one that is left out is a broken tree
   */
  Map<Place, Hash> read(Set<Place> places);
}
