package se.sluss.kit.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list, which may go on; where, is said in a header too. */
public interface Continued {
  List<?> data();

  /** Asks for what follows; null at the end. */
  @Nullable String nextCursor();
}
