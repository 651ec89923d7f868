package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traces;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.bankid.Deadline;

/**
 * Calls to BankID about an order, each in a trace of its own that leads to the order's. An order is
 * asked for every other second: of these calls only the last is told, and those that fail.
 */
@ApplicationScoped
class TracedBankId {
  /** What stands for a call that was not made, and so tells nothing of BankID. */
  private static final String NOT_MADE = "busy";

  private final BankId bankId;
  private final Traces traces;

  TracedBankId(BankId bankId, Traces traces) {
    this.bankId = bankId;
    this.traces = traces;
  }

  BankId.Start sign(SigningOrder order, BankId.SignRequest request, Deadline before) {
    return traces.linkedCall(
        "bankid sign",
        order.traceparent(),
        attributes(order),
        () -> bankId.sign(order.owner().party(), request, before));
  }

  BankId.Collected collect(SigningOrder order, String orderRef, Deadline before) {
    return traces.linkedCall(
        "bankid collect",
        order.traceparent(),
        attributes(order),
        () -> bankId.collect(order.owner().party(), orderRef, before),
        TracedBankId::isTold);
  }

  boolean cancel(SigningOrder order, String orderRef, Deadline before) {
    return traces.linkedCall(
        "bankid cancel",
        order.traceparent(),
        attributes(order),
        () -> bankId.cancel(order.owner().party(), orderRef, before));
  }

  private static boolean isTold(BankId.Collected collected) {
    return switch (collected) {
      case BankId.Collected.Complete _, BankId.Collected.Failed _, BankId.Collected.Gone _ -> true;
      case BankId.Collected.Unavailable unavailable -> !unavailable.reason().equals(NOT_MADE);
      case BankId.Collected.Pending _ -> false;
    };
  }

  private static Map<String, String> attributes(SigningOrder order) {
    return EventAttributes.of(order.id(), order.owner().tenantId(), order.parts().submissions());
  }
}
