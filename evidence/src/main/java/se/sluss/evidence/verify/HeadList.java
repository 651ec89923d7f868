package se.sluss.evidence.verify;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import se.sluss.evidence.EvidenceFormatException;

/**
 * The published list of tree heads, or somebody's copy. Read from the beginning each time, and
 * never held as a whole: that of many years does not fit into memory.
 */
@FunctionalInterface
public interface HeadList {
  Reader open() throws IOException;

  /**
   * Reads it once, to see that it is a list of tree heads at all, whatever they prove.
   *
   * @throws EvidenceFormatException when it is empty, or naming the line that is no tree head: of
   *     an error that was kept in its place, or of a list that was cut
   */
  default void requireForm() throws IOException {
    HeadLines.each(this, head -> {});
  }

  /** A list that is at hand. */
  static HeadList of(String lines) {
    return () -> new StringReader(lines);
  }
}
