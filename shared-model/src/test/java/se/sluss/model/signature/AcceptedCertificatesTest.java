package se.sluss.model.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.sluss.model.signature.Signing.MOBILE;
import static se.sluss.model.signature.Signing.ROOTS;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.Mode;

class AcceptedCertificatesTest {
  private static final String PRODUCTION = "1.2.752.78.1.5";

  @Test
  void aSimulatorsRootIsForTestModeOnly() {
    assertThat(AcceptedCertificates.in(Mode.TEST, ROOTS, Set.of(MOBILE)).roots()).isEqualTo(ROOTS);
    assertThatThrownBy(() -> AcceptedCertificates.in(Mode.LIVE, ROOTS, Set.of(PRODUCTION)))
        .hasMessageContaining("test root");
  }

  @Test
  void belowATestRootNoPolicyOfProductionIsWaitedForInVain() {
    assertThatThrownBy(() -> AcceptedCertificates.in(Mode.TEST, ROOTS, Set.of(PRODUCTION)))
        .hasMessage(
            "below a test root no certificate carries 1.2.752.78.1.5; a test system's carry"
                + " 1.2.3.4.10, 1.2.3.4.25, 1.2.3.4.5, 1.2.752.60.1.6");
  }

  @Test
  void aPolicyThatAnOrderAsksForNarrowsAndNeverWidens() {
    AcceptedCertificates accepted =
        new AcceptedCertificates(ROOTS, Set.of("1.2.752.78.1.1", PRODUCTION));

    assertThat(accepted.policiesAsked(List.of(PRODUCTION, MOBILE))).containsExactly(PRODUCTION);
    assertThat(accepted.policiesAsked(List.of("1.2.752.78.*"))).hasSize(2);
    assertThat(accepted.policiesAsked(List.of(MOBILE))).isEmpty();
  }

  @Test
  void somethingMustBeAccepted() {
    assertThatThrownBy(() -> new AcceptedCertificates(ROOTS, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
