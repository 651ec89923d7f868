package se.sluss.bench.signing;

import java.util.List;
import se.sluss.bench.frame.Phase;

/** Signing's phases. */
public final class SigningPhases {
  public static final List<Phase> ALL = List.of(new PackagesVerified(), new HundredDocuments());

  private SigningPhases() {}
}
