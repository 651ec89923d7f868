package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.identity.Personnummer;
import se.sluss.signing.store.Signables;
import se.sluss.signing.store.Signatures;
import se.sluss.signing.store.SigningOrders;

/**
 * Opens an order over what one that ended left unsigned, asked in the same way. An order is
 * restarted once: whoever asks again is led to the order that goes on from it. Runs in the caller's
 * transaction.
 */
@ApplicationScoped
public class RestartOrder {
  private final SigningOrders orders;
  private final Signables signables;
  private final Signatures signatures;
  private final OrderContent content;
  private final OpenOrder openOrder;

  public RestartOrder(
      SigningOrders orders,
      Signables signables,
      Signatures signatures,
      OrderContent content,
      OpenOrder openOrder) {
    this.orders = orders;
    this.signables = signables;
    this.signatures = signatures;
    this.content = content;
    this.openOrder = openOrder;
  }

  /**
   * The order that goes on from this one.
   *
   * @param order locked
   * @param endUserIp where the signer is now; empty when that has not changed
   * @throws Problem {@code state-conflict} when it has not ended, or nothing is left to sign
   */
  public SigningOrder restart(SigningOrder order, Optional<String> endUserIp) {
    Optional<SigningOrder> next = order.restartedAs().flatMap(orders::of);
    if (next.isPresent()) {
      return next.get();
    }
    if (!order.status().isFinal()) {
      throw conflict("The order is " + order.status() + "; cancel it before it is restarted.");
    }
    List<SubmissionId> left = left(order);
    if (left.isEmpty()) {
      throw conflict("Nothing of the order is left to sign.");
    }
    OrderContent.Request asked = content.request(order);
    SigningOrder restarted =
        openOrder.open(
            new OpenOrder.Wanted(
                left,
                order.role(),
                asked.signers().size() == 1
                    ? Optional.of(new Personnummer(asked.signers().getFirst()))
                    : Optional.empty(),
                endUserIp.orElse(asked.endUserIp()),
                order.language(),
                asked.terms()));
    order.restartedAs(restarted);
    return restarted;
  }

  /** In the order's own order, what still waits for this role first of all. */
  private List<SubmissionId> left(SigningOrder order) {
    List<SubmissionId> unsigned = order.parts().unsigned();
    var signed = signatures.of(unsigned);
    List<SubmissionId> waiting =
        signables.lockAll(unsigned).stream()
            .filter(one -> one.state() == Signable.State.AWAITING)
            .filter(
                one ->
                    one
                        .missing(signed.getOrDefault(one.ref().submissionId(), Map.of()).keySet())
                        .stream()
                        .findFirst()
                        .filter(order.role()::equals)
                        .isPresent())
            .map(one -> one.ref().submissionId())
            .toList();
    return unsigned.stream().filter(waiting::contains).toList();
  }

  private static Problem conflict(String detail) {
    return Problem.of(ProblemType.STATE_CONFLICT, detail);
  }
}
