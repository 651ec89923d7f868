package se.sluss.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.sluss.evidence.EvidenceKey;
import se.sluss.launcher.embedded.Broker;
import se.sluss.launcher.embedded.EmbeddedKafka;
import se.sluss.launcher.embedded.EmbeddedPostgres;
import se.sluss.launcher.embedded.KafkaOptions;
import se.sluss.launcher.embedded.PostgresOptions;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.embedded.SlussDatabase;
import se.sluss.launcher.process.Folders;
import se.sluss.launcher.process.Ports;
import se.sluss.model.sealed.LocalMasterKey;

/** The one Postgres and the one Kafka of this JVM, with secrets made for the run. */
public final class TestServers {
  static final String ADMIN_KEY = "sluss_ak_" + "0".repeat(42) + "73VnMT9";

  private static @Nullable TestServers instance;

  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;
  private final Path keyset;
  private final Path evidenceKey;
  private final Map<Room, String> passwords = new EnumMap<>(Room.class);

  private TestServers(boolean durable) {
    try {
      Path folder = Files.createTempDirectory("sluss-test-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      List<Integer> ports = Ports.free(3);
      postgres =
          EmbeddedPostgres.start(
              new PostgresOptions(
                  folder.resolve("postgres"),
                  ports.get(0),
                  "superuser",
                  PostgresOptions.LITTLE_MEMORY,
                  durable,
                  folder.resolve("postgres.log"),
                  folder));
      for (Room room : Room.values()) {
        passwords.put(room, "password of " + room.roomName());
      }
      SlussDatabase.prepare(postgres, passwords);
      kafka =
          EmbeddedKafka.start(
              new KafkaOptions(
                  folder.resolve("kafka"),
                  ports.get(1),
                  ports.get(2),
                  durable ? Broker.ALONE : Broker.FOR_NOW,
                  folder.resolve("kafka.log"),
                  folder));
      keyset = folder.resolve("keyset.json");
      Files.writeString(keyset, LocalMasterKey.newKeysetJson());
      evidenceKey = folder.resolve("evidence-key.pem");
      Files.writeString(evidenceKey, EvidenceKey.newPem());
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("The test database could not be prepared", e);
    }
  }

  /** The servers, started on the first call. Whether they flush is decided then. */
  public static synchronized TestServers running(boolean durable) {
    if (instance == null) {
      instance = new TestServers(durable);
    }
    return instance;
  }

  private void end(Path folder) {
    kafka.process().kill9();
    postgres.process().kill9();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a service of the room is configured with. */
  public Map<String, String> configurationFor(Room room) {
    return Map.of(
        "quarkus.datasource.jdbc.url",
        room.jdbcUrl(postgres.port()),
        "quarkus.datasource.username",
        room.databaseRole(),
        "quarkus.datasource.password",
        passwords.getOrDefault(room, ""),
        "kafka.bootstrap.servers",
        kafka.bootstrapServers(),
        "sluss.sealing.keyset-file",
        keyset.toString(),
        "sluss.receipts.evidence.key-file",
        evidenceKey.toString(),
        "sluss.receipts.evidence.log-id",
        "tests.sluss.example",
        "sluss.admin.key-sha256",
        sha256(ADMIN_KEY),
        "sluss.cursor.secret",
        Base64.getEncoder().encodeToString(new byte[32]),
        "sluss.person-key.secret",
        Base64.getEncoder().encodeToString(new byte[32]));
  }

  /** A connection of the superuser, whom no row-level security binds. */
  public Connection superuser() throws SQLException {
    return postgres.connect(SlussDatabase.NAME);
  }

  /** The database server, for killing it. */
  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** The broker, for killing it. */
  public EmbeddedKafka kafka() {
    return kafka;
  }

  /** The keyset that all rooms seal with. */
  public Path keyset() {
    return keyset;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
