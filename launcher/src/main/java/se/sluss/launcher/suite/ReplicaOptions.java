package se.sluss.launcher.suite;

import java.util.List;
import java.util.Map;

/**
 * What is special about one replica of a service.
 *
 * @param environment further variables, stronger than those of its room
 * @param flags further flags of the JVM, stronger than the usual ones
 */
public record ReplicaOptions(Map<String, String> environment, List<String> flags) {
  /** Nothing. */
  public static final ReplicaOptions USUAL = new ReplicaOptions(Map.of(), List.of());

  public ReplicaOptions {
    environment = Map.copyOf(environment);
    flags = List.copyOf(flags);
  }
}
