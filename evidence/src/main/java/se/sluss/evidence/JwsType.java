package se.sluss.evidence;

/** What a key of the house signs. The type stands in the header: none can be shown as another. */
public enum JwsType {
  EVIDENCE("sluss-evidence+jws"),
  TREE_HEAD("sluss-tree-head+jws");

  private final String typ;

  JwsType(String typ) {
    this.typ = typ;
  }

  /** The header parameter {@code typ}. */
  public String typ() {
    return typ;
  }
}
