package se.sluss.evidence.log;

/**
 * Where a complete subtree stands: the one of 2<sup>level</sup> leaves that begins at leaf {@code
 * index}·2<sup>level</sup>. Once complete it never changes.
 *
 * @param level 0 for a leaf
 */
public record Place(int level, long index) {
  public Place {
    if (level < 0 || level > 62 || index < 0) {
      throw new IllegalArgumentException("not a place in a tree");
    }
  }

  /** The place of the parent. */
  Place parent() {
    return new Place(level + 1, index >> 1);
  }

  boolean isRight() {
    return (index & 1) == 1;
  }

  Place leftSibling() {
    return new Place(level, index - 1);
  }
}
