package se.sluss.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import se.sluss.launcher.embedded.Room;

/**
 * A Quarkus test resource: one real Postgres and one real Kafka for the test JVM, configured for
 * one room. Arguments: {@code room} (required), {@code durable} ({@code true} keeps flushes on).
 *
 * <pre>{@code
 * @WithTestResource(value = RealInfrastructure.class, scope = TestResourceScope.GLOBAL,
 *     initArgs = @ResourceArg(name = "room", value = "intake"))
 * }</pre>
 */
public final class RealInfrastructure implements QuarkusTestResourceLifecycleManager {
  /** The administrator's key that services under test accept. */
  public static final String ADMIN_KEY = TestServers.ADMIN_KEY;

  private Map<String, String> arguments = Map.of();

  @Override
  public void init(Map<String, String> initArgs) {
    arguments = Map.copyOf(initArgs);
  }

  @Override
  public Map<String, String> start() {
    Room room = Room.named(arguments.getOrDefault("room", ""));
    TestServers servers =
        TestServers.running(Boolean.parseBoolean(arguments.getOrDefault("durable", "false")));
    var configuration = new HashMap<>(servers.configurationFor(room));
    configuration.put("quarkus.http.test-port", "0");
    configuration.put("quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:1");
    configuration.put("quarkus.otel.exporter.otlp.protocol", "http/protobuf");
    configuration.put("quarkus.otel.logs.handler.enabled", "false");
    configuration.put("quarkus.otel.bsp.schedule.delay", "10000S");
    configuration.put("quarkus.log.category.\"org.apache.kafka\".level", "WARN");
    return configuration;
  }

  @Override
  public void stop() {
    // The servers serve every test class of this JVM and end with it.
  }
}
