package se.sluss.launcher.process;

/** Every port of a range is taken. */
public final class NoPortException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoPortException(int first, int last) {
    super("No free port between " + first + " and " + last + " on this machine.");
  }
}
