package se.sluss.launcher.suite;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import se.sluss.launcher.embedded.Broker;
import se.sluss.launcher.embedded.PostgresOptions;
import se.sluss.launcher.embedded.Room;

/**
 * How to run a suite.
 *
 * @param layout where it lies
 * @param fresh wipe data, secrets and keys first
 * @param usualPorts the documented ports where free, otherwise any
 * @param databaseMemory shared memory of Postgres, in mebibytes
 * @param broker what kind of Kafka
 * @param interval smallest gap that the authority simulator tolerates
 * @param traces where traces, logs and metrics go (OTLP over HTTP); nowhere when empty
 * @param environment further environment variables per room, stronger than the suite's own
 * @param startUp how the services start
 * @param parts what is started
 * @param paceOnly whether the authority simulator judges pace alone, and how
 * @param progress told a sentence on each step
 */
public record SuiteOptions(
    Layout layout,
    boolean fresh,
    boolean usualPorts,
    int databaseMemory,
    Broker broker,
    Duration interval,
    Optional<URI> traces,
    Map<Room, Map<String, String>> environment,
    StartUp startUp,
    Parts parts,
    Optional<PaceOnly> paceOnly,
    Consumer<String> progress) {

  public SuiteOptions {
    if (parts.simulators().contains(Simulator.AUTHORITY)
        && !parts.simulators().contains(Simulator.BANKID)
        && paceOnly.isEmpty()) {
      throw new IllegalArgumentException("Without BankID the authority can judge pace only");
    }
  }

  /** What {@code up} and {@code demo} use. */
  public static SuiteOptions usual(Layout layout, boolean fresh, Consumer<String> progress) {
    return new SuiteOptions(
        layout,
        fresh,
        true,
        PostgresOptions.LITTLE_MEMORY,
        Broker.ALONE,
        Duration.ofSeconds(1),
        Optional.empty(),
        Map.of(),
        StartUp.AHEAD_OF_TIME,
        Parts.ALL,
        Optional.empty(),
        progress);
  }

  /** For tests: any ports, new data, silence. */
  public static SuiteOptions forTests(Layout layout) {
    return new SuiteOptions(
        layout,
        true,
        false,
        PostgresOptions.LITTLE_MEMORY,
        Broker.ALONE,
        Duration.ofSeconds(1),
        Optional.empty(),
        Map.of(),
        StartUp.PLAIN,
        Parts.ALL,
        Optional.empty(),
        line -> {});
  }

  /** The same with another smallest gap at the authority. */
  public SuiteOptions withInterval(Duration other) {
    return new SuiteOptions(
        layout,
        fresh,
        usualPorts,
        databaseMemory,
        broker,
        other,
        traces,
        environment,
        startUp,
        parts,
        paceOnly,
        progress);
  }

  /** The same with another size of the shared memory of Postgres, in mebibytes. */
  public SuiteOptions withDatabaseMemory(int mebibytes) {
    return new SuiteOptions(
        layout,
        fresh,
        usualPorts,
        mebibytes,
        broker,
        interval,
        traces,
        environment,
        startUp,
        parts,
        paceOnly,
        progress);
  }

  /** The same with another kind of Kafka. */
  public SuiteOptions with(Broker other) {
    return new SuiteOptions(
        layout,
        fresh,
        usualPorts,
        databaseMemory,
        other,
        interval,
        traces,
        environment,
        startUp,
        parts,
        paceOnly,
        progress);
  }

  /** The same with traces, logs and metrics sent to an OTLP/HTTP endpoint. */
  public SuiteOptions withTraces(URI endpoint) {
    return new SuiteOptions(
        layout,
        fresh,
        usualPorts,
        databaseMemory,
        broker,
        interval,
        Optional.of(endpoint),
        environment,
        startUp,
        parts,
        paceOnly,
        progress);
  }

  /** The same with another way to start. */
  public SuiteOptions with(StartUp other) {
    return new SuiteOptions(
        layout,
        fresh,
        usualPorts,
        databaseMemory,
        broker,
        interval,
        traces,
        environment,
        other,
        parts,
        paceOnly,
        progress);
  }

  /** The same with only these parts. */
  public SuiteOptions with(Parts chosen) {
    return with(chosen, paceOnly);
  }

  /** The same with only these parts, and an authority that judges pace alone. */
  public SuiteOptions with(Parts chosen, PaceOnly judge) {
    return with(chosen, Optional.of(judge));
  }

  private SuiteOptions with(Parts chosen, Optional<PaceOnly> judge) {
    return new SuiteOptions(
        layout,
        fresh,
        usualPorts,
        databaseMemory,
        broker,
        interval,
        traces,
        environment,
        startUp,
        chosen,
        judge,
        progress);
  }

  /** The same with a further environment variable for a room's service. */
  public SuiteOptions with(Room room, String variable, String value) {
    var all = new EnumMap<Room, Map<String, String>>(Room.class);
    all.putAll(environment);
    var one = new java.util.HashMap<>(all.getOrDefault(room, Map.of()));
    one.put(variable, value);
    all.put(room, Map.copyOf(one));
    return new SuiteOptions(
        layout,
        fresh,
        usualPorts,
        databaseMemory,
        broker,
        interval,
        traces,
        Map.copyOf(all),
        startUp,
        parts,
        paceOnly,
        progress);
  }
}
