package se.sluss.bench.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.embedded.SlussDatabase;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.PaceOnly;
import se.sluss.launcher.suite.Parts;
import se.sluss.launcher.suite.ReplicaOptions;
import se.sluss.launcher.suite.Simulator;
import se.sluss.launcher.suite.Suite;
import se.sluss.launcher.suite.SuiteOptions;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * Postgres, Kafka, a judging authority and replicas of the submitter, with a lane for each vendor.
 * Every lane goes through a proxy of its own.
 */
public final class Stage implements AutoCloseable {
  private static final PaceOnly JUDGE = new PaceOnly(1_500_000, "2g");
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final String PRODUCT_TYPE = "FK.EIOA.AnmalanArbetsgivare";

  // Held here, since the log manager forgets the level of a logger that nobody holds.
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.apache.kafka"), Logger.getLogger("com.zaxxer"));

  private final StageOptions options;
  private final Suite suite;
  private final AuthorityDoor authority;
  private final List<Replica> replicas = Collections.synchronizedList(new ArrayList<>());
  private final List<Lane> lanes = new ArrayList<>();
  private final SplittableRandom seeds;

  private Stage(StageOptions options, Suite suite) {
    this.options = options;
    this.suite = suite;
    this.authority = new AuthorityDoor(suite.addresses().authorityControlUri());
    this.seeds = new SplittableRandom(options.seed());
  }

  /** Sets the stage: when this returns, all lanes are registered and nothing is fed. */
  public static Stage set(StageOptions options) {
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    SuiteOptions suiteOptions =
        SuiteOptions.forTests(new Layout(options.checkout(), options.work()))
            .withInterval(options.interval())
            .with(new Parts(Set.of(), Set.of(Simulator.AUTHORITY)), JUDGE);
    for (Map.Entry<String, String> variable : options.environment().entrySet()) {
      suiteOptions = suiteOptions.with(Room.SUBMITTER, variable.getKey(), variable.getValue());
    }
    var stage = new Stage(options, Suite.start(suiteOptions));
    // A frozen process does not hear that it shall end.
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().unstarted(() -> stage.replicas().forEach(Replica::thaw)));
    try {
      stage.startReplicas();
      Priorities.arrange(stage.suite.component("authority").pid(), options.progress());
      for (int i = 0; i < options.lanes(); i++) {
        stage.lanes.add(stage.connect());
      }
      return stage;
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  private void startReplicas() {
    Optional<Path> library = options.faults() ? FakeClock.library() : Optional.empty();
    if (options.faults() && library.isEmpty()) {
      options.progress().accept("libfaketime is missing: no wall clock will be stepped.");
    }
    // The first alone, since it makes the tables.
    addReplica(library);
    try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              Stream.generate(() -> CompletableFuture.runAsync(() -> addReplica(library), starters))
                  .limit(options.replicas() - 1L)
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  private void addReplica(Optional<Path> library) {
    var environment = new HashMap<String, String>();
    TcpProxy database = null;
    FakeClock clock = null;
    if (options.faults()) {
      database = new TcpProxy(suite.addresses().postgres(), nextSeed());
      environment.put("QUARKUS_DATASOURCE_JDBC_URL", Room.SUBMITTER.jdbcUrl(database.port()));
    }
    if (library.isPresent()) {
      clock =
          FakeClock.at(
              library.get(),
              options.work().toAbsolutePath().resolve("run/clock-" + environment.hashCode()));
      environment.putAll(clock.environment());
    }
    Component component =
        suite.addReplica(Room.SUBMITTER, new ReplicaOptions(environment, options.flags()));
    replicas.add(new Replica(component, database, clock));
  }

  private synchronized long nextSeed() {
    return seeds.nextLong();
  }

  private Lane connect() {
    VendorId vendor = VendorId.next();
    var way = new TcpProxy(suite.addresses().authority(), nextSeed());
    int port = options.faults() ? way.port() : suite.addresses().authority();
    AuthorityDoor.Certificate certificate = authority.certificate(vendor.value());
    var form = new HashMap<String, Object>(options.connection());
    form.put("vendorId", vendor.value());
    form.put("service", "E_IOA");
    form.put("mode", "test");
    form.put("address", "https://localhost:%d/shs2/%s".formatted(port, PRODUCT_TYPE));
    form.put("productType", PRODUCT_TYPE);
    form.put("agreedInterval", options.interval().toString());
    form.put("keyStore", certificate.keyStore());
    form.put("keyStorePassword", certificate.password());
    form.put("trustedCertificates", serverAuthority());
    String id = atSubmitter(door -> door.post("/v1/connections", form)).path("id").asText();
    List<TenantId> tenants = Stream.generate(TenantId::next).limit(options.tenants()).toList();
    return new Lane(vendor, tenants, id, way);
  }

  String serverAuthority() {
    try {
      return Files.readString(suite.options().layout().pki("authority").resolve("server-ca.pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A question to the submitter's REST API. */
  interface Ask<T> {
    T ask(Door door) throws IOException;
  }

  /** Asks one replica after the other until one answers, for at most a minute. */
  <T> T atSubmitter(Ask<T> ask) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      IOException last = null;
      for (Replica replica : replicas()) {
        try {
          return ask.ask(
              new Door(replica.component().address().orElseThrow(), Optional.of(suite.adminKey())));
        } catch (IOException e) {
          last = e;
        }
      }
      if (System.nanoTime() - deadline > 0) {
        throw new UncheckedIOException(last == null ? new IOException("no replica") : last);
      }
      Pause.of(Duration.ofMillis(200));
    }
  }

  /** No lane makes a call until it is resumed. */
  public void pauseLanes() {
    lanes.forEach(
        lane ->
            atSubmitter(
                door -> door.post("/v1/lanes/" + lane.connectionId() + "/pause", Map.of())));
  }

  public void resumeLanes() {
    lanes.forEach(
        lane ->
            atSubmitter(
                door -> door.post("/v1/lanes/" + lane.connectionId() + "/resume", Map.of())));
  }

  /** Documents that wait for a slot, in each lane. */
  private List<Long> backlogs() {
    JsonNode answer = atSubmitter(door -> door.get("/v1/lanes"));
    var backlogs = new ArrayList<Long>();
    answer.path("data").forEach(lane -> backlogs.add(lane.path("backlog").asLong()));
    return backlogs;
  }

  /** Documents that wait for a slot, in all lanes. */
  public long backlog() {
    return backlogs().stream().mapToLong(Long::longValue).sum();
  }

  /** Documents that wait in the lane with the fewest. */
  public long smallestBacklog() {
    return backlogs().stream().mapToLong(Long::longValue).min().orElse(0);
  }

  /**
   * Has that many documents wait in each lane before any lane makes a call.
   *
   * @throws IllegalStateException when they do not get there in a quarter of an hour
   */
  public void fill(Feeder feeder, int each) {
    pauseLanes();
    options.progress().accept("Handing in %d documents ...".formatted(each * lanes.size()));
    feeder.feed(each);
    boolean full = Pause.until(PATIENCE, Duration.ofSeconds(1), () -> smallestBacklog() >= each);
    if (!full) {
      throw new IllegalStateException("The submitter does not take in what is handed in");
    }
    resumeLanes();
  }

  /** The replica whose connection to the authority carried the lane's last bytes. */
  Optional<Replica> senderOf(Lane lane) {
    Set<String> inodes = SocketTable.inodesOfLocalPort(lane.way().lastSender());
    return replicas().stream().filter(replica -> replica.holds(inodes)).findFirst();
  }

  public StageOptions options() {
    return options;
  }

  public Suite suite() {
    return suite;
  }

  public AuthorityDoor authority() {
    return authority;
  }

  public List<Replica> replicas() {
    synchronized (replicas) {
      return List.copyOf(replicas);
    }
  }

  public List<Lane> lanes() {
    return List.copyOf(lanes);
  }

  /** Lanes by the name of their client at the authority. */
  public Map<String, Lane> lanesByClient() {
    return lanes.stream().collect(Collectors.toMap(lane -> lane.vendor().value(), lane -> lane));
  }

  /** A connection past every wall. */
  public Connection superuser() throws SQLException {
    return DriverManager.getConnection(superuserUrl(), "postgres", superuserPassword());
  }

  /** For how long a request was held up at most on its way, beyond what was drawn. */
  public Duration longestHoldUp() {
    return lanes.stream()
        .map(lane -> lane.way().longestHoldUp())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** A new way to the authority, with nothing in it. */
  public TcpProxy newWay() {
    return new TcpProxy(suite.addresses().authority(), nextSeed());
  }

  /** The authority's own port. */
  public int authorityPort() {
    return suite.addresses().authority();
  }

  /** Where the database is, for its superuser {@code postgres}. */
  public String superuserUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s"
        .formatted(suite.addresses().postgres(), SlussDatabase.NAME);
  }

  /** The superuser's password. */
  public String superuserPassword() {
    return suite.superuserPassword();
  }

  String kafka() {
    return "127.0.0.1:" + suite.addresses().kafka();
  }

  @Override
  public void close() {
    suite.close();
    lanes.forEach(lane -> lane.way().close());
    replicas().forEach(replica -> replica.database().ifPresent(TcpProxy::close));
  }
}
