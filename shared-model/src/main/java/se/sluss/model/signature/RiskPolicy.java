package se.sluss.model.signature;

import java.util.Optional;
import java.util.Set;

/**
 * How BankID's own assessment is judged.
 *
 * @param accepted the levels that pass, in BankID's words ({@code low}, {@code moderate}, {@code
 *     high}); empty when any level passes, none at all included
 * @param reported {@code completionData.risk}
 * @param identityDocumentRequired whether the order demanded that an identity document be read
 * @param identityDocumentRead {@code completionData.stepUp.mrtd}
 */
public record RiskPolicy(
    Set<String> accepted,
    Optional<String> reported,
    boolean identityDocumentRequired,
    boolean identityDocumentRead) {
  public RiskPolicy {
    accepted = Set.copyOf(accepted);
  }

  void check() throws StepFailedException {
    if (!accepted.isEmpty() && reported.filter(accepted::contains).isEmpty()) {
      throw new StepFailedException("the risk is not an accepted one");
    }
    if (identityDocumentRequired && !identityDocumentRead) {
      throw new StepFailedException("the identity document was not read");
    }
  }
}
