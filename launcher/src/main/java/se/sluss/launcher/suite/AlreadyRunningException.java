package se.sluss.launcher.suite;

import java.nio.file.Path;

/** A suite runs in the state folder already. */
public final class AlreadyRunningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AlreadyRunningException(Path state) {
    super("A suite runs already in " + state);
  }
}
