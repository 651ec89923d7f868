package se.sluss.receipts.webhook.delivery;

/** Why a delivery is made. */
public enum DeliveryKind {
  /** Something happened; attempted by the schedule. */
  EVENT,
  /** The owner tests the endpoint; attempted once. */
  TEST,
  /** The owner asked for an event again; attempted once. */
  REPLAY
}
