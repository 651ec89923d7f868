package se.sluss.signing.rest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/** The body of a request to go on from an order, as it came. */
public record Restart(@Nullable String endUserIp) {

  /**
   * Where the signer is now; empty when nothing was said.
   *
   * @throws Problem {@code validation-failed}
   */
  static Optional<String> read(@Nullable Restart body) {
    if (body == null || body.endUserIp == null) {
      return Optional.empty();
    }
    if (!NewOrder.isIpAddress(body.endUserIp)) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members named.")
          .withError(
              NewOrder.NOT_AN_IP.pointer(), NewOrder.NOT_AN_IP.code(), NewOrder.NOT_AN_IP.detail());
    }
    return Optional.of(body.endUserIp);
  }
}
