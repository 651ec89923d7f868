package se.sluss.receipts.rest;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.receipts.webhook.address.AddressRefusedException;
import se.sluss.receipts.webhook.address.Asker;
import se.sluss.receipts.webhook.address.LookupsBusyException;
import se.sluss.receipts.webhook.address.TargetCheck;

/** Refuses addresses to a caller without telling what their names resolve to. */
@ApplicationScoped
class AddressGate {
  private static final Logger LOG = Logger.getLogger(AddressGate.class);

  private final TargetCheck targets;
  private final Callers callers;

  AddressGate(TargetCheck targets, Callers callers) {
    this.targets = targets;
    this.callers = callers;
  }

  /**
   * Passes when webhooks may go there now. Not inside a transaction.
   *
   * @throws Problem {@code endpoint-url-refused}, the same for every reason; {@code unavailable}
   *     when the name could not be looked up now
   */
  void pass(String url) {
    try {
      targets.check(url, Asker.forRequest(callers.owner().vendorId()));
    } catch (AddressRefusedException e) {
      LOG.infof("A webhook endpoint's address was refused reason=%s", e.reason());
      throw Problem.of(
          ProblemType.ENDPOINT_URL_REFUSED,
          "Give an https URL with a public host name, on a port that is allowed here.");
    } catch (LookupsBusyException e) {
      throw Problem.of(
              ProblemType.UNAVAILABLE,
              "Too many endpoints' names are being looked up at once. Ask again.")
          .withHeader("Retry-After", "5");
    }
  }
}
