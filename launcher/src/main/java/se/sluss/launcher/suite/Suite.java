package se.sluss.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.ChildProcess;
import se.sluss.launcher.process.NoPortException;
import se.sluss.launcher.process.PortBlock;
import se.sluss.launcher.process.Ports;
import se.sluss.launcher.process.ProcessPlan;

/**
 * A running suite: Postgres, Kafka, the simulators and the services, all or some, each a process of
 * its own. Only one suite at a time runs in a state folder. What dies is not started again by
 * itself; {@link #firstUnexpectedEnd} tells.
 */
public final class Suite implements AutoCloseable {
  /** A process that ended though nobody asked it to. */
  public record UnexpectedEnd(Component component, int exitCode) {}

  private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(20);

  /** For writing down what a training saw, too. */
  private static final Duration TRAINING_PATIENCE = Duration.ofSeconds(90);

  private final SuiteOptions options;
  private final SuiteLock lock;
  private final PortBlock ports;
  private final Addresses addresses;
  private final Secrets secrets;
  private final AotCaches caches;
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final List<Component> observers = new ArrayList<>();
  private final CompletableFuture<UnexpectedEnd> firstUnexpectedEnd = new CompletableFuture<>();
  private boolean stopped;
  private @Nullable Process aotMaking;

  private Suite(
      SuiteOptions options, SuiteLock lock, PortBlock ports, Addresses addresses, Secrets secrets) {
    this.options = options;
    this.lock = lock;
    this.ports = ports;
    this.addresses = addresses;
    this.secrets = secrets;
    this.caches = new AotCaches(options.layout().aot());
  }

  /**
   * Starts everything and returns when every service says that it is ready. When something fails,
   * what was started is stopped again.
   *
   * @throws PlainFailure with a sentence for people
   */
  public static Suite start(SuiteOptions options) {
    Suite suite = prepare(options);
    try {
      suite.startAll();
      return suite;
    } catch (RuntimeException e) {
      suite.close();
      throw e;
    }
  }

  /** Everything but the starting itself, so that a caller can stop it while it starts. */
  public static Suite prepare(SuiteOptions options) {
    Layout layout = options.layout();
    try {
      DiskSpace.require(layout.state());
      SuiteLock lock = SuiteLock.take(layout);
      try {
        SuiteLock.endLeftovers(layout);
        if (options.fresh()) {
          layout.wipe();
        }
        layout.prepare();
        PortBlock ports = options.usualPorts() ? PortBlock.usual() : PortBlock.any();
        Addresses addresses =
            options.usualPorts() ? Addresses.usual(ports) : Addresses.inRow(ports);
        return new Suite(options, lock, ports, addresses, Secrets.in(layout.secrets()));
      } catch (IOException | RuntimeException e) {
        lock.release();
        throw e;
      }
    } catch (NoPortException e) {
      throw new PlainFailure(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new PlainFailure("The folder " + layout.state() + " cannot be used.", e);
    }
  }

  /** Starts everything; see {@link #start}. */
  public void startAll() {
    addresses.moved().forEach(options.progress());
    var infrastructure = new Infrastructure(options, addresses, secrets);
    var simulators = new SimulatorPrograms(options, addresses);
    options.progress().accept("Starting Postgres, Kafka and the simulators ...");
    var starts = new ArrayList<Runnable>();
    var inOrder = new ArrayList<Component>();
    for (Simulator simulator : Simulator.values()) {
      if (options.parts().simulators().contains(simulator)) {
        Component component = simulator(simulator, simulators, infrastructure);
        if (simulator == Simulator.WEBHOOK_SINK) {
          starts.add(() -> startAndAwait(component));
        } else {
          inOrder.add(component);
        }
      }
    }
    starts.add(() -> inOrder.forEach(this::startAndAwait));
    Component postgres =
        add("postgres", infrastructure::postgres, () -> Probe.accepts(addresses.postgres()));
    Component kafka = add("kafka", infrastructure::kafka, () -> Probe.accepts(addresses.kafka()));
    starts.add(() -> startAndAwait(postgres));
    starts.add(() -> startAndAwait(kafka));
    inParallel(starts);
    startServices();
    observers.forEach(this::startAndAwait);
    RunningSuite.write(this, options.layout());
  }

  /**
   * Has this program run beside the rest, from {@link #startAll} on.
   *
   * @param port where it listens once it is ready
   */
  public void observedBy(ProcessPlan plan, int port) {
    observers.add(add(plan.name(), () -> ChildProcess.start(plan), () -> Probe.accepts(port)));
  }

  private void startServices() {
    List<Room> rooms =
        Arrays.stream(Room.values()).filter(options.parts().rooms()::contains).toList();
    if (rooms.isEmpty()) {
      return;
    }
    String names = rooms.stream().map(Room::roomName).collect(Collectors.joining(", "));
    options.progress().accept("Starting " + names.replaceAll(", (\\w+)$", " and $1") + " ...");
    inParallel(
        rooms.stream()
            .map(room -> service(room, room.roomName(), addresses.port(room), ReplicaOptions.USUAL))
            .<Runnable>map(service -> () -> startAndAwait(service))
            .toList());
  }

  private Component simulator(
      Simulator simulator, SimulatorPrograms programs, Infrastructure infrastructure) {
    return switch (simulator) {
      case BANKID ->
          add(
              simulator.componentName(),
              () -> ChildProcess.start(programs.bankid()),
              infrastructure::bankidReady);
      case AUTHORITY ->
          add(
              simulator.componentName(),
              () -> ChildProcess.start(programs.authority()),
              () ->
                  Probe.accepts(addresses.authority())
                      && Probe.accepts(addresses.authorityControl()));
      case WEBHOOK_SINK ->
          add(
              simulator.componentName(),
              () -> ChildProcess.start(programs.sink()),
              () -> Probe.accepts(addresses.sink()) && Probe.accepts(addresses.sinkControl()));
    };
  }

  /** Starts one more process of a room's service, beside the first, and waits until it is ready. */
  public Component addReplica(Room room) {
    return addReplica(room, ReplicaOptions.USUAL);
  }

  /**
   * The same with something special about it. It has the room's own name and port when nothing of
   * the room runs yet.
   */
  public Component addReplica(Room room, ReplicaOptions special) {
    Component replica = newReplica(room, special);
    startAndAwait(replica);
    return replica;
  }

  private synchronized Component newReplica(Room room, ReplicaOptions special) {
    if (!components.containsKey(room.roomName())) {
      return service(room, room.roomName(), addresses.port(room), special);
    }
    int number = 2;
    while (components.containsKey(room.roomName() + "-" + number)) {
      number++;
    }
    return service(room, room.roomName() + "-" + number, Ports.free(1).getFirst(), special);
  }

  private Component service(Room room, String name, int port, ReplicaOptions special) {
    var programs = new ServicePrograms(options, addresses, secrets, caches);
    var address = URI.create("http://127.0.0.1:" + port);
    return add(
        name,
        () -> ChildProcess.start(programs.plan(room, name, port, special)),
        () -> Probe.healthy(address),
        address);
  }

  private Component add(String name, Supplier<ChildProcess> launch, BooleanSupplier ready) {
    return add(name, launch, ready, null);
  }

  private synchronized Component add(
      String name, Supplier<ChildProcess> launch, BooleanSupplier ready, @Nullable URI address) {
    var component =
        new Component(
            name,
            Optional.ofNullable(address),
            options.layout().log(name),
            launch,
            ready,
            (ended, code) -> firstUnexpectedEnd.complete(new UnexpectedEnd(ended, code)));
    components.put(name, component);
    return component;
  }

  private void startAndAwait(Component component) {
    synchronized (this) {
      if (stopped) {
        throw new PlainFailure("Stopped while starting.");
      }
    }
    component.start();
    component.awaitReady();
  }

  private static void inParallel(List<Runnable> tasks) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          tasks.stream()
              .map(task -> CompletableFuture.runAsync(task, executor))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(all).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof PlainFailure plain
          ? plain
          : new PlainFailure(String.valueOf(cause.getMessage()), cause);
    }
  }

  /** A component by name: {@code postgres}, {@code kafka}, a simulator, a room or its replica. */
  public synchronized Component component(String name) {
    Component component = components.get(name);
    if (component == null) {
      throw new IllegalArgumentException("The suite has no component " + name);
    }
    return component;
  }

  /** The component of a room's service. */
  public Component component(Room room) {
    return component(room.roomName());
  }

  /** All components, in the order of their start. */
  public synchronized Collection<Component> components() {
    return List.copyOf(components.values());
  }

  public Addresses addresses() {
    return addresses;
  }

  public SuiteOptions options() {
    return options;
  }

  /** The password of the database's superuser {@code postgres}, who is past every wall. */
  public String superuserPassword() {
    return secrets.superuserPassword();
  }

  /** The file of the keyset that payloads are sealed with. */
  public Path keyset() {
    return secrets.keyset();
  }

  /** The administrator's key. */
  public String adminKey() {
    return secrets.adminKey();
  }

  /** Completes when a component ends though nobody asked it to. */
  public CompletableFuture<UnexpectedEnd> firstUnexpectedEnd() {
    return firstUnexpectedEnd;
  }

  /** Whether {@link #stop} was called. */
  public synchronized boolean stopped() {
    return stopped;
  }

  /** Waits, after {@link #stop}, until the caches of a training are made. */
  public void awaitAotCaches() throws InterruptedException {
    if (aotMaking != null) {
      aotMaking.waitFor();
    }
  }

  /**
   * Stops all: services first, then simulators, then Kafka and Postgres. Calling it again is fine.
   */
  public void stop() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
    }
    try {
      List<Component> infrastructure =
          components().stream().filter(c -> c.name().matches("postgres|kafka")).toList();
      List<Component> others =
          components().stream().filter(c -> !infrastructure.contains(c)).toList();
      inParallel(others.stream().<Runnable>map(c -> () -> stop(c)).toList());
      inParallel(infrastructure.stream().<Runnable>map(c -> () -> stop(c)).toList());
      RunningSuite.forget(options.layout());
      if (caches.training()) {
        options.progress().accept("Sluss will start faster from the next time on.");
        aotMaking = caches.make();
      }
    } finally {
      ports.close();
      try {
        lock.release();
      } catch (UncheckedIOException e) {
        options.progress().accept("The lock of " + options.layout().state() + " stays behind.");
      }
    }
  }

  private void stop(Component component) {
    Duration patience = caches.training() ? TRAINING_PATIENCE : SERVICE_PATIENCE;
    if (!component.stop(patience)) {
      options
          .progress()
          .accept(
              "%s did not end within %d seconds and was killed."
                  .formatted(component.name(), patience.toSeconds()));
    }
  }

  @Override
  public void close() {
    stop();
  }
}
