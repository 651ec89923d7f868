package se.sluss.simulator.authority.ledger;

import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.contract.Product;

/** What is known about a call when it has been dealt with. */
public record Result(
    @Nullable Product product,
    Outcome outcome,
    @Nullable String reason,
    @Nullable String txId,
    @Nullable String documentId,
    @Nullable Bytes document,
    boolean answered) {

  /** Nothing of the call was understood. */
  public static Result of(Outcome outcome, @Nullable String reason) {
    return new Result(null, outcome, reason, null, null, null, true);
  }

  public Result about(Product to, @Nullable String id, Bytes bytes) {
    return new Result(to, outcome, reason, txId, id, bytes, answered);
  }

  public Result withTxId(String id) {
    return new Result(product, outcome, reason, id, documentId, document, answered);
  }

  public Result unanswered() {
    return new Result(product, outcome, reason, txId, documentId, document, false);
  }
}
