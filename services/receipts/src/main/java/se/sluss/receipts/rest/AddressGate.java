package se.sluss.receipts.rest;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.receipts.webhook.address.AddressRefusedException;
import se.sluss.receipts.webhook.address.TargetCheck;

/** Refuses addresses to a caller without telling what their names resolve to. */
@ApplicationScoped
class AddressGate {
  private static final Logger LOG = Logger.getLogger(AddressGate.class);

  private final TargetCheck targets;

  AddressGate(TargetCheck targets) {
    this.targets = targets;
  }

  /**
   * Passes when webhooks may go there now. Not inside a transaction.
   *
   * @throws Problem {@code endpoint-url-refused}, the same for every reason
   */
  void pass(String url) {
    try {
      targets.check(url);
    } catch (AddressRefusedException e) {
      LOG.infof("A webhook endpoint's address was refused reason=%s", e.reason());
      throw Problem.of(
          ProblemType.ENDPOINT_URL_REFUSED,
          "Give an https URL with a public host name, on a port that is allowed here.");
    }
  }
}
