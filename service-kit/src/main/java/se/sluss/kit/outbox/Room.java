package se.sluss.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import se.sluss.model.event.Topic;

/** Which room this process is: {@code quarkus.application.name}, one of the topics' rooms. */
@ApplicationScoped
public class Room {
  private final String name;

  public Room(@ConfigProperty(name = "quarkus.application.name") String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /**
   * The topic that this room writes.
   *
   * @throws IllegalStateException when the application's name is no room's
   */
  public Topic topic() {
    for (Topic topic : Topic.values()) {
      if (topic.room().equals(name)) {
        return topic;
      }
    }
    throw new IllegalStateException("quarkus.application.name is no room: " + name);
  }
}
