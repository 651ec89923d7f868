package se.sluss.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.process.ProcessPlan;

/** How each service is started: flags, and configuration in environment variables. */
final class ServicePrograms {
  /** In mebibytes: about what a service needs to be ready, and the most. */
  private static final int FIRST_HEAP = 40;

  private static final int HEAP = 192;
  static final List<String> FLAGS =
      Stream.concat(
              JavaProgram.small(FIRST_HEAP, HEAP).stream(),
              Stream.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager"))
          .toList();

  /** The policy that the simulator's certificates carry; none of BankID's in production. */
  private static final String SIMULATED_MOBILE_BANKID = "1.2.3.4.25";

  private final SuiteOptions options;
  private final Addresses addresses;
  private final Secrets secrets;
  private final AotCaches caches;

  ServicePrograms(SuiteOptions options, Addresses addresses, Secrets secrets, AotCaches caches) {
    this.caches = caches;
    this.options = options;
    this.addresses = addresses;
    this.secrets = secrets;
  }

  /**
   * @param name of the process; replicas have names of their own
   * @param port that it listens on
   */
  ProcessPlan plan(Room room, String name, int port, ReplicaOptions replica) {
    Layout layout = options.layout();
    var flags = new ArrayList<>(FLAGS);
    if (room == Room.RECEIPTS) {
      flags.add(hosts());
    }
    flags.addAll(replica.flags());
    Map<String, String> environment = environment(room, port);
    environment.putAll(replica.environment());
    return ProcessPlan.of(
        name,
        command(room, name, replica, flags),
        environment,
        layout.log(name),
        layout.run().resolve(name + ".pid"));
  }

  /**
   * A replica that is special, or not the first, leaves the cache and the training to the first.
   */
  private List<String> command(Room room, String name, ReplicaOptions replica, List<String> flags) {
    if (options.startUp() == StartUp.NATIVE) {
      return executable(room);
    }
    Path jar = options.layout().service(room);
    boolean ahead =
        options.startUp() == StartUp.AHEAD_OF_TIME
            && replica.flags().isEmpty()
            && name.equals(room.roomName());
    return ahead
        ? caches.command(room, jar, flags)
        : JavaProgram.command(flags, List.of("-jar", jar.toString()));
  }

  private List<String> executable(Room room) {
    Path file =
        options
            .layout()
            .executable(room)
            .orElseThrow(
                () -> new PlainFailure("There is no native executable of " + room.roomName()));
    var command = new ArrayList<>(List.of(file.toString(), "-Xmx" + HEAP + "m"));
    if (room == Room.RECEIPTS) {
      command.add(hosts());
    }
    return command;
  }

  private String hosts() {
    return "-Djdk.net.hosts.file=" + hostsFile();
  }

  private Map<String, String> environment(Room room, int port) {
    var env = new HashMap<>(JavaProgram.SMALL);
    env.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    env.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    env.put("QUARKUS_DATASOURCE_JDBC_URL", room.jdbcUrl(addresses.postgres()));
    env.put("QUARKUS_DATASOURCE_USERNAME", room.databaseRole());
    env.put("QUARKUS_DATASOURCE_PASSWORD", secrets.databasePassword(room));
    env.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + addresses.kafka());
    env.put("SLUSS_SEALING_KEYSET_FILE", secrets.keyset().toString());
    env.put("SLUSS_ADMIN_KEY_SHA256", secrets.adminKeySha256());
    env.put("SLUSS_CURSOR_SECRET", secrets.cursorSecret());
    telemetry(env);
    switch (room) {
      case INTAKE -> env.put("SLUSS_PERSON_KEY_SECRET", secrets.personKeySecret());
      case SUBMITTER -> {}
      case SIGNING -> signing(env);
      case RECEIPTS -> receipts(env);
    }
    env.putAll(options.environment().getOrDefault(room, Map.of()));
    return env;
  }

  private void telemetry(Map<String, String> env) {
    env.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    options
        .traces()
        .ifPresentOrElse(
            endpoint -> env.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.toString()),
            () -> {
              env.put("QUARKUS_OTEL_LOGS_HANDLER_ENABLED", "false");
              env.put("QUARKUS_LOG_CATEGORY__IO_QUARKUS_OPENTELEMETRY__LEVEL", "OFF");
            });
  }

  private void signing(Map<String, String> env) {
    Path pki = options.layout().pki("bankid");
    env.put("SLUSS_SIGNING_BANKID_URL", "https://localhost:" + addresses.bankid() + "/rp/v6.0");
    env.put("SLUSS_SIGNING_BANKID_RP_KEY_STORE", pki.resolve("rp.p12").toString());
    env.put("SLUSS_SIGNING_BANKID_RP_KEY_STORE_PASSWORD", text(pki.resolve("rp.password")));
    env.put("SLUSS_SIGNING_BANKID_TLS_ROOT", pki.resolve("tls-root.pem").toString());
    env.put("SLUSS_SIGNING_BANKID_USER_ROOT", pki.resolve("user-root.pem").toString());
    env.put("SLUSS_SIGNING_BANKID_CERTIFICATE_POLICIES", SIMULATED_MOBILE_BANKID);
    env.put("SLUSS_SIGNING_PAGE_BASE_URL", addresses.service(Room.SIGNING).toString());
    env.put("SLUSS_SIGNING_PAGE_APP_URL", addresses.bankidApp().toString());
  }

  private void receipts(Map<String, String> env) {
    env.put("SLUSS_RECEIPTS_EVIDENCE_KEY_FILE", secrets.evidenceKey().toString());
    env.put("SLUSS_RECEIPTS_EVIDENCE_LOG_ID", "sluss-embedded");
    env.put("SLUSS_RECEIPTS_EVIDENCE_TREE_HEAD_EVERY", "PT5S");
    env.put("SLUSS_RECEIPTS_WEBHOOK_ALLOWED_CIDRS", "127.0.0.0/8");
    env.put("SLUSS_RECEIPTS_WEBHOOK_ALLOWED_PORTS", "443,8443," + addresses.sink());
    env.put(
        "SLUSS_RECEIPTS_WEBHOOK_TRUST_FILE",
        options.layout().pki("webhook-sink").resolve("ca.pem").toString());
  }

  private Path hostsFile() {
    Path file = options.layout().run().resolve("hosts");
    try {
      String here = InetAddress.getLocalHost().getHostName();
      Files.writeString(
          file,
          "127.0.0.1 localhost\n127.0.0.1 %s\n127.0.0.1 %s\n".formatted(here, Addresses.SINK_HOST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
