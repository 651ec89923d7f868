package se.sluss.signing.order;

/**
 * An order that a worker has taken.
 *
 * @param was its status before
 * @param became its status since
 * @param answerMissing BankID was asked before how it stands, by a worker who left no answer
 * @param heldOnly what came of it counts only if nobody else has taken the order since
 */
record TakenOrder(
    SigningOrder order,
    OrderStatus was,
    OrderStatus became,
    int part,
    boolean answerMissing,
    Lease lease,
    boolean heldOnly) {

  /** The same, for an outcome that gives way to whoever has taken the order since. */
  TakenOrder whileHeld() {
    return new TakenOrder(order, was, became, part, answerMissing, lease, true);
  }
}
