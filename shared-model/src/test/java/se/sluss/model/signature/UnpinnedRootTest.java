package se.sluss.model.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.model.signature.Signing.full;
import static se.sluss.model.signature.Signing.signed;
import static se.sluss.model.signature.VerificationStep.CERTIFICATE_CHAIN;
import static se.sluss.model.signature.VerificationStep.RISK;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.model.signature.Check.Outcome;
import se.sluss.model.signature.VerificationResult.Rejected;
import se.sluss.simulator.bankid.signature.Deviation;

/** What one can tell who has no root to pin: all but whose root it is. */
class UnpinnedRootTest {

  private static List<Check> check(Deviation... deviations) {
    return new BankIdSignatureVerifier().checkWithoutRoot(full(signed(deviations)).build());
  }

  private static Outcome of(VerificationStep step, List<Check> checks) {
    return checks.get(step.ordinal()).outcome();
  }

  @Test
  void onlyTheChainIsSkipped() {
    List<Check> checks = check();

    assertThat(of(CERTIFICATE_CHAIN, checks)).isEqualTo(Outcome.SKIPPED);
    assertThat(checks)
        .filteredOn(check -> check.step() != CERTIFICATE_CHAIN)
        .extracting(Check::outcome)
        .containsOnly(Outcome.PASSED);
  }

  @Test
  void aLookalikeIsNotToldFromTheBank() {
    assertThat(check(Deviation.LOOKALIKE_ROOT))
        .extracting(Check::outcome)
        .doesNotContain(Outcome.FAILED);
  }

  @ParameterizedTest
  @EnumSource(value = Deviation.class, mode = EnumSource.Mode.EXCLUDE, names = "LOOKALIKE_ROOT")
  void everyOtherForgeryFailsAtTheSameStep(Deviation forged) {
    Rejected pinned = (Rejected) Signing.verify(full(signed(forged)));

    List<Check> checks =
        new BankIdSignatureVerifier().checkWithoutRoot(full(signed(forged)).build());

    assertThat(of(pinned.failure().step(), checks)).isEqualTo(Outcome.FAILED);
    assertThat(checks).hasSize(RISK.ordinal() + 1);
  }
}
