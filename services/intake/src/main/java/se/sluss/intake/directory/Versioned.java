package se.sluss.intake.directory;

/** Something whose changes are counted, so that nobody overwrites another's. */
public interface Versioned {
  int version();
}
