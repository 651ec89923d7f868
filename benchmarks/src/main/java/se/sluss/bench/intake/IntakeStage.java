package se.sluss.bench.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import se.sluss.bench.frame.Settings;
import se.sluss.launcher.embedded.Broker;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.embedded.SlussDatabase;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.Parts;
import se.sluss.launcher.suite.ReplicaOptions;
import se.sluss.launcher.suite.Suite;
import se.sluss.launcher.suite.SuiteOptions;

/** Postgres, Kafka and one intake, with a tenant and a client's key. */
final class IntakeStage implements AutoCloseable {
  static final List<String> FLAGS = JavaProgram.measured(512);

  /** Room for what a run writes, as a database in use has for a day. */
  private static final int DATABASE_MEBIBYTES = 1024;

  private static final int NO_QUOTA = 100_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Suite suite;
  private final URI address;
  private final Map<String, String> headers;

  private IntakeStage(Suite suite, URI address, Map<String, String> headers) {
    this.suite = suite;
    this.address = address;
    this.headers = headers;
  }

  static IntakeStage set(Settings settings, String name) throws IOException {
    SuiteOptions options =
        SuiteOptions.forTests(new Layout(settings.checkout(), settings.work().resolve(name)))
            .with(new Parts(Set.of(), Set.of()))
            .with(Broker.OF_SEVERAL)
            .withDatabaseMemory(DATABASE_MEBIBYTES)
            .with(Room.INTAKE, "SLUSS_HTTP_REQUESTS_PER_MINUTE", Integer.toString(NO_QUOTA));
    Suite suite = Suite.start(options);
    try {
      Component intake = suite.addReplica(Room.INTAKE, new ReplicaOptions(Map.of(), FLAGS));
      URI address = intake.address().orElseThrow();
      return new IntakeStage(suite, address, register(suite, address));
    } catch (IOException | RuntimeException e) {
      suite.close();
      throw e;
    }
  }

  private static Map<String, String> register(Suite suite, URI address) throws IOException {
    try (HttpConnection door = new HttpConnection(address)) {
      String vendor = made(suite, door, "/v1/vendors", Map.of("name", "Bench"), "id");
      String tenant =
          made(
              suite,
              door,
              "/v1/tenants",
              Map.of(
                  "vendorId", vendor, "name", "Bench", "organisationNumber", HandedIn.ORGANISATION),
              "id");
      String key =
          made(
              suite,
              door,
              "/v1/clients",
              Map.of("vendorId", vendor, "mode", "test", "name", "bench"),
              "key");
      return Map.of("Authorization", "Bearer " + key, "Sluss-Tenant", tenant);
    }
  }

  private static String made(
      Suite suite, HttpConnection door, String path, Map<String, String> body, String member)
      throws IOException {
    HttpConnection.Answer answer =
        door.post(
            path,
            Map.of(
                "Authorization",
                "Bearer " + suite.adminKey(),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                UUID.randomUUID().toString()),
            JSON.writeValueAsBytes(body));
    if (answer.status() >= 300) {
      throw new IOException("%s: %d".formatted(path, answer.status()));
    }
    return JSON.readTree(answer.body()).path(member).asText();
  }

  /** What a client of another vendor sends with every request. */
  Map<String, String> stranger() throws IOException {
    return register(suite, address);
  }

  URI address() {
    return address;
  }

  /**
   * Hands a document in.
   *
   * @return the submission's id
   * @throws IllegalStateException when it is not accepted
   */
  String handIn(HttpConnection connection, byte[] document) throws IOException {
    var all = new HashMap<>(headers);
    all.put("Content-Type", "application/xml");
    all.put("Idempotency-Key", UUID.randomUUID().toString());
    HttpConnection.Answer answer = connection.post("/v1/submissions", all, document);
    if (answer.status() != 202) {
      throw new IllegalStateException("A document was answered " + answer.status());
    }
    return JSON.readTree(answer.body()).path("id").asText();
  }

  /** Whether a submission is there. */
  boolean knows(HttpConnection connection, String submission) throws IOException {
    return connection.get("/v1/submissions/" + submission, headers).status() == 200;
  }

  /** The sizes of intake's rows of a document and of its event, on average. */
  TwoRows.Sizes sizes() throws SQLException {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT (SELECT round(avg(octet_length(sealed))) FROM intake.submission_document),
                  (SELECT round(avg(octet_length(data))) FROM intake.outbox
                   WHERE key IN (SELECT submission_id FROM intake.submission_document))
                """)) {
      row.next();
      return new TwoRows.Sizes(row.getInt(1), row.getInt(2));
    }
  }

  /** Whether all events have left for Kafka. */
  boolean atRest() {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT NOT EXISTS (SELECT FROM intake.outbox AS event, intake.relay_cursor AS cursor
                  WHERE event.xid >= cursor.low
                    AND NOT (event.xid < cursor.high AND event.position <= cursor.position))
                """)) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException("Whether events wait could not be told", e);
    }
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(databaseUrl(), "postgres", databasePassword());
  }

  String databaseUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s"
        .formatted(suite.addresses().postgres(), SlussDatabase.NAME);
  }

  String databasePassword() {
    return suite.superuserPassword();
  }

  @Override
  public void close() {
    suite.close();
  }
}
