package se.sluss.kit.settings;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.EnvConfigSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Stops the start without an address whose default would be this machine, where in production
 * nothing answers: a room would wait for ever, and say only that. Stops it too for a key or an
 * environment variable that begins as ours and is none.
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
    var faults = new ArrayList<String>();
    if (!missing.isEmpty()) {
      faults.add("Required and not set: " + String.join(", ", missing));
    }
    KnownSettings.ofThisRoom().ifPresent(known -> faults.addAll(mistyped(known)));
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join(". ", faults));
    }
  }

  private List<String> mistyped(KnownSettings known) {
    var faults = new ArrayList<String>();
    List<String> variables = known.unknownVariables(System.getenv().keySet());
    if (!variables.isEmpty()) {
      faults.add("No setting has the environment variable " + String.join(", ", variables));
    }
    List<String> keys = known.unknownKeys(written());
    if (!keys.isEmpty()) {
      faults.add("No setting has the key " + String.join(", ", keys));
    }
    return faults;
  }

  /** The keys as somebody wrote them; what is made of a variable's name may be another's. */
  private Set<String> written() {
    Set<String> written = new TreeSet<>();
    for (ConfigSource source : config.getConfigSources()) {
      if (!(source instanceof EnvConfigSource)) {
        written.addAll(source.getPropertyNames());
      }
    }
    return written;
  }
}
