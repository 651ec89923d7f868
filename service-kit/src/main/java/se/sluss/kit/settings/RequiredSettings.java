package se.sluss.kit.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * Stops the start without an address whose default would be this machine, where in production
 * nothing answers: a room would wait for ever, and say only that. Stops it too for an environment
 * variable that begins as ours and is none.
 */
@ApplicationScoped
class RequiredSettings {
  private static final int FIRST = 1;
  private static final List<String> REQUIRED =
      List.of(
          "kafka.bootstrap.servers", "quarkus.datasource.jdbc.url", "quarkus.datasource.username");

  private final Config config;

  RequiredSettings(Config config) {
    this.config = config;
  }

  void check(@Observes @Priority(FIRST) StartupEvent event) {
    List<String> missing =
        REQUIRED.stream()
            .filter(key -> config.getOptionalValue(key, String.class).isEmpty())
            .toList();
    List<String> unknown = KnownVariables.ofThisRoom().unknown(System.getenv().keySet());
    var faults = new ArrayList<String>();
    if (!missing.isEmpty()) {
      faults.add("Required and not set: " + String.join(", ", missing));
    }
    if (!unknown.isEmpty()) {
      faults.add("No setting has the environment variable " + String.join(", ", unknown));
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join(". ", faults));
    }
  }
}
