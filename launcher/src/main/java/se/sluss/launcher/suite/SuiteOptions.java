package se.sluss.launcher.suite;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
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
    return changed(draft -> draft.interval = other);
  }

  /** The same with another size of the shared memory of Postgres, in mebibytes. */
  public SuiteOptions withDatabaseMemory(int mebibytes) {
    return changed(draft -> draft.databaseMemory = mebibytes);
  }

  /** The same with another kind of Kafka. */
  public SuiteOptions with(Broker other) {
    return changed(draft -> draft.broker = other);
  }

  /** The same with traces, logs and metrics sent to an OTLP/HTTP endpoint. */
  public SuiteOptions withTraces(URI endpoint) {
    return changed(draft -> draft.traces = Optional.of(endpoint));
  }

  /** The same with another way to start. */
  public SuiteOptions with(StartUp other) {
    return changed(draft -> draft.startUp = other);
  }

  /** The same with only these parts. */
  public SuiteOptions with(Parts chosen) {
    return changed(draft -> draft.parts = chosen);
  }

  /** The same with only these parts, and an authority that judges pace alone. */
  public SuiteOptions with(Parts chosen, PaceOnly judge) {
    return changed(
        draft -> {
          draft.parts = chosen;
          draft.paceOnly = Optional.of(judge);
        });
  }

  /** The same with a further environment variable for a room's service. */
  public SuiteOptions with(Room room, String variable, String value) {
    var all = new EnumMap<Room, Map<String, String>>(Room.class);
    all.putAll(environment);
    var one = new HashMap<>(all.getOrDefault(room, Map.of()));
    one.put(variable, value);
    all.put(room, Map.copyOf(one));
    return changed(draft -> draft.environment = Map.copyOf(all));
  }

  private SuiteOptions changed(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** Options that can be changed, member by member. */
  private static final class Draft {
    private final SuiteOptions before;
    private int databaseMemory;
    private Broker broker;
    private Duration interval;
    private Optional<URI> traces;
    private Map<Room, Map<String, String>> environment;
    private StartUp startUp;
    private Parts parts;
    private Optional<PaceOnly> paceOnly;

    private Draft(SuiteOptions before) {
      this.before = before;
      databaseMemory = before.databaseMemory;
      broker = before.broker;
      interval = before.interval;
      traces = before.traces;
      environment = before.environment;
      startUp = before.startUp;
      parts = before.parts;
      paceOnly = before.paceOnly;
    }

    private SuiteOptions options() {
      return new SuiteOptions(
          before.layout,
          before.fresh,
          before.usualPorts,
          databaseMemory,
          broker,
          interval,
          traces,
          environment,
          startUp,
          parts,
          paceOnly,
          before.progress);
    }
  }
}
