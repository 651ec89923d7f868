package se.sluss.system.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.Folders;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.Suite;
import se.sluss.launcher.suite.SuiteOptions;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Operator;
import se.sluss.system.deploy.Checkout;
import se.sluss.testsupport.TraceCollector;

/**
 * A suite of real processes, with its traces collected. It differs from production in its waits
 * alone, which are short so that the tests are, and in how many documents are signed at once.
 */
public final class RunningSluss implements AutoCloseable {
  /** Agreed with every vendor, and the shortest gap that the authority bears. */
  public static final Duration INTERVAL = Duration.ofMillis(400);

  /** As many as the tests sign at once, and no more. */
  public static final int MOST_PER_PART = 80;

  private final Suite suite;
  private final TraceCollector traces;

  private RunningSluss(Suite suite, TraceCollector traces) {
    this.suite = suite;
    this.traces = traces;
  }

  static RunningSluss start() {
    try {
      Layout layout = layout();
      Folders.delete(layout.logs());
      TraceCollector traces = TraceCollector.start();
      SuiteOptions options =
          SuiteOptions.forTests(layout)
              .withInterval(INTERVAL)
              .withTraces(URI.create(traces.endpoint()))
              .with(
                  Room.SIGNING,
                  "SLUSS_SIGNING_ORDER_MOST_PER_PART",
                  Integer.toString(MOST_PER_PART))
              .with(
                  Room.INTAKE,
                  "SLUSS_INTAKE_SUBMISSION_SCHEMA_FOLDER",
                  SecondVersion.folder(layout).toString())
              .with(Room.INTAKE, "SLUSS_INTAKE_SUBMISSION_INTERFACES_TEST_ELT", "1,2")
              .with(Room.SIGNING, "SLUSS_SIGNING_BANKID_CONNECT_TIMEOUT", "PT2S")
              .with(Room.SIGNING, "SLUSS_SIGNING_BANKID_READ_TIMEOUT", "PT6S")
              .with(Room.SUBMITTER, "SLUSS_SUBMITTER_DELIVERY_RESEND_WAITS", "PT1S")
              .with(Room.SUBMITTER, "SLUSS_SUBMITTER_DELIVERY_SWEEP", "PT1S")
              .with(Room.SUBMITTER, "SLUSS_SUBMITTER_TRANSPORT_READ_TIMEOUT", "PT20S")
              .with(Room.SUBMITTER, "SLUSS_SUBMITTER_GOVERNOR_LOST_AFTER", "PT25S")
              .with(Room.RECEIPTS, "SLUSS_RECEIPTS_WEBHOOK_SCHEDULE", "PT0S,PT1S,PT2S,PT5S,PT10S")
              .with(Room.RECEIPTS, "SLUSS_RECEIPTS_WEBHOOK_EXCHANGE_TIMEOUT", "PT10S")
              .with(Room.RECEIPTS, "SLUSS_RECEIPTS_WEBHOOK_LEASE", "PT25S");
      for (Room room : Room.values()) {
        options = options.with(room, "QUARKUS_OTEL_METRIC_EXPORT_INTERVAL", "2s");
      }
      try {
        return new RunningSluss(Suite.start(options), traces);
      } catch (RuntimeException e) {
        traces.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Layout layout() {
    Path checkout = Checkout.folder();
    return new Layout(checkout, checkout.resolve("system-tests/target/suite"));
  }

  public Suite suite() {
    return suite;
  }

  public TraceCollector traces() {
    return traces;
  }

  public Operator operator() {
    return new Operator(suite);
  }

  public Authority authority() {
    return new Authority(Door.open(suite.addresses().authorityControlUri()));
  }

  /** A room's public door without any key. */
  public Door door(Room room) {
    return Door.open(suite.addresses().service(room));
  }

  /** A connection of the database's superuser, who is past every wall; rooms are schemas. */
  public Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/sluss".formatted(suite.addresses().postgres()),
        "postgres",
        suite.superuserPassword());
  }

  public String kafka() {
    return "127.0.0.1:" + suite.addresses().kafka();
  }

  @Override
  public void close() {
    suite.close();
    traces.close();
  }
}
