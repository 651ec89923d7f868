package se.sluss.launcher.embedded;

import java.util.ArrayList;
import java.util.List;

/** The topics of the suite, made before the first record: one a room, and its dead letters. */
public final class KafkaTopics {
  /** Partitions of a room's topic. */
  public static final int PARTITIONS = 3;

  private KafkaTopics() {}

  /** The topic that a room writes to. */
  public static String of(Room producer) {
    return "sluss." + producer.roomName();
  }

  /** Where the consumer puts what it cannot read of the producer's topic. */
  public static String deadLetters(Room producer, Room consumer) {
    return of(producer) + "." + consumer.roomName() + ".dlq";
  }

  /** The names of all dead-letter topics. */
  public static List<String> allDeadLetters() {
    var names = new ArrayList<String>();
    for (Room producer : Room.values()) {
      for (Room consumer : Room.values()) {
        if (producer != consumer) {
          names.add(deadLetters(producer, consumer));
        }
      }
    }
    return names;
  }
}
