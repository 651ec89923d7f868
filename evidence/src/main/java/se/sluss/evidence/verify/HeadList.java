package se.sluss.evidence.verify;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

/**
 * The published list of tree heads, or somebody's copy. Read from the beginning each time, and
 * never held as a whole: that of many years does not fit into memory.
 */
@FunctionalInterface
public interface HeadList {
  Reader open() throws IOException;

  /** A list that is at hand. */
  static HeadList of(String lines) {
    return () -> new StringReader(lines);
  }
}
