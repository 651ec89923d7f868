package se.sluss.bench.frame;

/** How a figure stands to its target. */
public enum Verdict {
  AIM_MET("aim met"),
  FLOOR_MET("floor met"),
  MISSED("MISSED"),
  /** There is nothing that it should reach. */
  NO_TARGET("");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
