package se.sluss.launcher.suite;

import java.util.Set;
import se.sluss.launcher.embedded.Room;

/**
 * What runs beside Postgres and Kafka.
 *
 * @param rooms whose service is started once; of others, replicas can be added
 */
public record Parts(Set<Room> rooms, Set<Simulator> simulators) {
  /** Everything. */
  public static final Parts ALL = new Parts(Set.of(Room.values()), Set.of(Simulator.values()));

  public Parts {
    rooms = Set.copyOf(rooms);
    simulators = Set.copyOf(simulators);
  }
}
