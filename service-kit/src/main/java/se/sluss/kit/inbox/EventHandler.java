package se.sluss.kit.inbox;

/**
 * Applies one event. Runs inside the transaction of its batch, as the system, and may run again
 * after a rollback: no call out, no state outside the database. What it throws makes the event go
 * to the dead-letter topic, unless the database or broker was the cause.
 */
@FunctionalInterface
public interface EventHandler {
  void on(ReceivedEvent event);
}
