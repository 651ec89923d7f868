package se.sluss.kit.outbox;

import se.sluss.model.event.DomainEvent;

/** Where a room leaves its events. They are published if and only if the transaction commits. */
public interface Outbox {
  /**
   * Leaves an event, with the current trace context and the trace in which the matter began.
   *
   * <p>Events of one key are published in the order in which they were appended, as long as the
   * transactions that append them lock what the key stands for first.
   *
   * @throws IllegalStateException when no transaction is open
   */
  void append(DomainEvent event);

  /**
   * As {@link #append(DomainEvent)}, for work that begins long after what caused it: states the
   * trace in which the matter began, as stored from {@link
   * se.sluss.kit.inbox.ReceivedEvent#originTraceparent()}.
   */
  void append(DomainEvent event, String originTraceparent);
}
