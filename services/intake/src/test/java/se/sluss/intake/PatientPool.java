package se.sluss.intake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Fifty at once wait for their turn at the database, also on a slow machine. */
public final class PatientPool implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("quarkus.datasource.jdbc.acquisition-timeout", "30S");
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}
