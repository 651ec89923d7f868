package se.sluss.model.signature;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import se.sluss.model.signature.Check.Outcome;

/** Keeps what became of every step of one verification. Whatever goes wrong fails the step. */
final class Checklist {
  private static final String NOT_REACHED = "not reached";

  private final Map<VerificationStep, Check> done = new EnumMap<>(VerificationStep.class);

  /** A step that yields what later ones need. */
  interface Work<T> {
    T run() throws Exception;
  }

  /** A step that only looks. */
  interface Look {
    void run() throws Exception;
  }

  <T> T pass(VerificationStep step, Work<T> work) throws StepFailedException {
    T result = begin(step, work);
    note(step, Outcome.PASSED, "");
    return result;
  }

  /** The first part of a step that is passed later: noted only when it fails. */
  <T> T begin(VerificationStep step, Work<T> work) throws StepFailedException {
    try {
      return work.run();
    } catch (StepFailedException e) {
      note(step, Outcome.FAILED, e.reason());
      throw e;
    } catch (Throwable e) {
      // Errors too: what a native image lacks shows as one, and must not leave the step open.
      String reason = "not to be evaluated: " + e.getClass().getSimpleName();
      note(step, Outcome.FAILED, reason);
      throw new StepFailedException(reason);
    }
  }

  void look(VerificationStep step, Look look) throws StepFailedException {
    pass(
        step,
        () -> {
          look.run();
          return step;
        });
  }

  void skip(VerificationStep step, String reason) {
    note(step, Outcome.SKIPPED, reason);
  }

  List<Check> all() {
    return Arrays.stream(VerificationStep.values())
        .map(step -> done.getOrDefault(step, new Check(step, Outcome.SKIPPED, NOT_REACHED)))
        .toList();
  }

  private void note(VerificationStep step, Outcome outcome, String reason) {
    done.put(step, new Check(step, outcome, reason));
  }
}
