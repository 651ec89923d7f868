package se.sluss.receipts.event;

/** Those who asked to be told. */
@FunctionalInterface
public interface Subscribers {
  /** Plans one delivery to every tested endpoint that wants the event, in the transaction. */
  void tell(PublicEvent event);
}
