package se.sluss.kit.outbox;

import se.sluss.model.event.DomainEvent;

/** The outbox for transactions that several requests share, which do not know what caused each. */
public interface SharedOutbox {
  /** Writes an event down as {@link Outbox#append(DomainEvent)} would here and now. */
  Prepared prepare(DomainEvent event);

  /**
   * Leaves a prepared event.
   *
   * @throws IllegalStateException when no transaction is open
   */
  void append(Prepared event);

  /** An event as it will be stored. */
  interface Prepared {}
}
