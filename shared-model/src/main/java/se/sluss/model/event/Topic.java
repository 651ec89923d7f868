package se.sluss.model.event;

/** One topic a producing room. */
public enum Topic {
  INTAKE("intake"),
  SIGNING("signing"),
  SUBMITTER("submitter"),
  RECEIPTS("receipts");

  private final String room;

  Topic(String room) {
    this.room = room;
  }

  /** The room that writes it. */
  public String room() {
    return room;
  }

  /** The name at the broker. */
  public String topicName() {
    return "sluss." + room;
  }

  /** Where a consuming room puts what it cannot read or apply. */
  public String deadLetterTopic(String consumingRoom) {
    return topicName() + "." + consumingRoom + ".dlq";
  }

  /**
   * The topic of a name at the broker.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Topic ofName(String topicName) {
    for (Topic topic : values()) {
      if (topic.topicName().equals(topicName)) {
        return topic;
      }
    }
    throw new IllegalArgumentException("no topic of ours: " + topicName);
  }
}
