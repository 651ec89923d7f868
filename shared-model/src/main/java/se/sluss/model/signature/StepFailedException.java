package se.sluss.model.signature;

/** Ends a step. The message is the reason of its {@link Check}. */
final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  StepFailedException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  static void unless(boolean holds, String otherwise) throws StepFailedException {
    if (!holds) {
      throw new StepFailedException(otherwise);
    }
  }
}
