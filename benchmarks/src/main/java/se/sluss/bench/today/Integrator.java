package se.sluss.bench.today;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import se.sluss.bench.harness.PlainClient;
import se.sluss.bench.harness.Stage;
import se.sluss.launcher.process.ChildProcess;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.process.ProcessPlan;

/** An integrator of today, with one certificate and one or several processes of its own. */
public final class Integrator implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final String client;
  private final List<ChildProcess> processes = new ArrayList<>();
  private int next;

  private Integrator(String client) {
    this.client = client;
  }

  /** One process that calls and then sleeps for the interval. */
  public static Integrator sleepingLoop(Stage stage, int port, Duration interval) {
    return start(stage, "integrator-loop", Assignment.Kind.SLEEPING_LOOP, 1, port, interval);
  }

  /** Processes that share a bucket of capacity 1 in the stage's database. */
  public static Integrator sharedBucket(Stage stage, int processes, int port, Duration interval) {
    try (Connection connection = stage.superuser()) {
      SharedBucket.makeTable(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("The bucket's table could not be made", e);
    }
    return start(
        stage, "integrator-bucket4j", Assignment.Kind.SHARED_BUCKET, processes, port, interval);
  }

  private static Integrator start(
      Stage stage, String client, Assignment.Kind kind, int many, int port, Duration interval) {
    var assignment =
        new Assignment(
            kind,
            port,
            interval,
            PlainClient.credentials(stage, client),
            new Assignment.Database(stage.superuserUrl(), "postgres", stage.superuserPassword()));
    var integrator = new Integrator(client);
    IntStream.rangeClosed(1, many)
        .mapToObj(n -> plan(stage, client + "-" + n, assignment))
        .forEach(plan -> integrator.processes.add(ChildProcess.start(plan)));
    return integrator;
  }

  private static ProcessPlan plan(Stage stage, String name, Assignment assignment) {
    Path work = stage.options().work();
    return ProcessPlan.of(
        name,
        JavaProgram.command(
            FLAGS, List.of("-cp", JavaProgram.ownClassPath(), IntegratorProgram.class.getName())),
        assignment.environment(),
        work.resolve("logs").resolve(name + ".log"),
        work.resolve("run").resolve(name + ".pid"));
  }

  /** The common name of its certificate. */
  public String client() {
    return client;
  }

  /** How many processes it has. */
  public int processes() {
    return processes.size();
  }

  /**
   * The next of its processes in turn dies by SIGKILL, whatever it was doing.
   *
   * @throws IllegalStateException when one had ended by itself: what came of it tells nothing
   */
  public void kill() {
    requireAlive();
    processes.get(next).kill9();
  }

  /** What was killed last is started again. */
  public void restart() {
    processes.set(next, ChildProcess.start(processes.get(next).plan()));
    next = (next + 1) % processes.size();
  }

  /**
   * Tells whether all its processes run.
   *
   * @throws IllegalStateException when one has ended by itself
   */
  public void requireAlive() {
    for (ChildProcess process : processes) {
      if (!process.alive()) {
        throw new IllegalStateException(
            "%s ended by itself; its log is %s"
                .formatted(process.plan().name(), process.plan().log()));
      }
    }
  }

  @Override
  public void close() {
    processes.stream().filter(ChildProcess::alive).forEach(ChildProcess::kill9);
  }
}
