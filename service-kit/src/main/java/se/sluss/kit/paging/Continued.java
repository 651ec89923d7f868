package se.sluss.kit.paging;

import org.jspecify.annotations.Nullable;

/** An answer that may go on; where, is said in a header too. */
public interface Continued {
  /** Asks for what follows; null at the end. */
  @Nullable String nextCursor();
}
