package se.sluss.kit.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes batches of records off a topic. */
public interface EventInbox {
  /**
   * Applies every event of the batch that was not applied before, in order, in one transaction as
   * the system. Returns when all of it is committed or lies on the dead-letter topic, so that the
   * offsets may be committed; waits as long as the database or broker is away.
   */
  void process(ConsumerRecords<String, byte[]> batch, EventHandler handler);
}
