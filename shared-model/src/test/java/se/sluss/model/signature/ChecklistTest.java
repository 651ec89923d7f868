package se.sluss.model.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecklistTest {
  private final Checklist steps = new Checklist();

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class, Error.class})
  void whateverGoesWrongFailsTheStep(Class<? extends Throwable> fault) {
    assertThatThrownBy(() -> steps.look(VerificationStep.STRUCTURE, () -> fail(fault)))
        .isInstanceOf(StepFailedException.class);

    assertThat(steps.all())
        .contains(
            new Check(
                VerificationStep.STRUCTURE,
                Check.Outcome.FAILED,
                "not to be evaluated: " + fault.getSimpleName()));
  }

  private static void fail(Class<? extends Throwable> fault) throws Exception {
    Throwable made = fault.getDeclaredConstructor().newInstance();
    if (made instanceof Error error) {
      throw error;
    }
    throw (Exception) made;
  }
}
