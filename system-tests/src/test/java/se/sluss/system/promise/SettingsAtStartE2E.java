package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.suite.Layout;
import se.sluss.system.deploy.Checkout;
import se.sluss.system.docs.Setting;
import se.sluss.system.docs.Settings;

/** A setting that is missing or wrong stops a room's start, with the setting's name. */
@Order(1)
class SettingsAtStartE2E {
  private static final List<String> OF_FRAMEWORKS =
      List.of(
          "kafka.bootstrap.servers", "quarkus.datasource.jdbc.url", "quarkus.datasource.username");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Room.class)
  void everySettingThatIsMissingIsNamed(Room room) throws IOException, InterruptedException {
    Set<String> missing = required(room);
    var set = new HashMap<String, String>();
    assertThat(missing).hasSizeGreaterThan(2);

    while (!missing.isEmpty()) {
      String told = start(room, set);
      List<String> named = missing.stream().filter(told::contains).toList();
      assertThat(named).as("%s without %s says: %s", room, missing, told).isNotEmpty();
      named.forEach(key -> set.put(key, value(key)));
      missing.removeAll(named);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INTAKE, sluss.person-key.secret, c2hvcnQ=",
    "SUBMITTER, sluss.submitter.governor.window, PT9S",
    "RECEIPTS, sluss.receipts.webhook.lease, PT1S",
    "INTAKE, sluss.cursor.secret, c2hvcnQ=",
    "SUBMITTER, sluss.sealing.keyset-file, /nowhere",
    "RECEIPTS, sluss.receipts.evidence.key-file, /nowhere",
    "INTAKE, sluss.admin.key-sha256, secret",
    "SIGNING, sluss.signing.bankid.tls-root, /nowhere",
    "SUBMITTER, sluss.submitter.governor.windw, PT0.2S",
    "SUBMITTER, sluss.submiter.governor.window, PT0.2S",
    "INTAKE, sluss.kafka.partition, 3",
  })
  void aSettingThatIsWrongIsNamed(Room room, String key, String wrong)
      throws IOException, InterruptedException {
    var set = new HashMap<String, String>();
    required(room).forEach(one -> set.put(one, value(one)));
    set.put("sluss.sealing.keyset-file", keyset().toString());
    set.put(key, wrong);

    assertThat(start(room, set)).contains(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SLUSS_SUBMITTER_GOVERNOR_WINDW", "SLUSS_SUBMITER_GOVERNOR_WINDOW"})
  void anEnvironmentVariableThatIsNoneOfOursIsNamed(String mistyped)
      throws IOException, InterruptedException {
    var set = new HashMap<String, String>();
    required(Room.SUBMITTER).forEach(one -> set.put(one, value(one)));
    set.put("sluss.sealing.keyset-file", keyset().toString());

    assertThat(start(Room.SUBMITTER, set, Map.of(mistyped, "PT0.2S"))).contains(mistyped);
  }

  /** Of every room and of this one. */
  private static Set<String> required(Room room) {
    Path folder = Checkout.folder();
    Stream<String> ours =
        Stream.of("service-kit", "services/" + room.roomName())
            .flatMap(module -> Settings.of(folder.resolve(module)).stream())
            .filter(Setting::required)
            .map(Setting::key);
    return Stream.concat(ours, OF_FRAMEWORKS.stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** One AES-256-GCM key, as Tink writes it: of zeros, after its tag and length. */
  private Path keyset() throws IOException {
    byte[] key = new byte[34];
    key[0] = 032;
    key[1] = 040;
    return Files.writeString(
        folder.resolve("keyset.json"),
        """
        {"primaryKeyId":1,"key":[{"keyData":{"typeUrl":"%s","value":"%s",
        "keyMaterialType":"SYMMETRIC"},"status":"ENABLED","keyId":1,"outputPrefixType":"TINK"}]}
        """
            .formatted(
                "type.googleapis.com/google.crypto.tink.AesGcmKey",
                Base64.getEncoder().encodeToString(key)));
  }

  private static String value(String key) {
    return switch (key) {
      case "sluss.admin.key-sha256" -> "0".repeat(64);
      case "kafka.bootstrap.servers" -> "127.0.0.1:1";
      case "quarkus.datasource.jdbc.url" -> "jdbc:postgresql://127.0.0.1:1/sluss";
      case "quarkus.datasource.username" -> "nobody";
      case "sluss.signing.bankid.url" -> "https://localhost:1/rp/v6.0";
      case "sluss.signing.page.base-url" -> "https://localhost";
      case "sluss.cursor.secret", "sluss.person-key.secret" ->
          Base64.getEncoder().encodeToString(new byte[32]);
      default -> "/nowhere";
    };
  }

  /** What the room says when it is started so, and ends by itself. */
  private String start(Room room, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(room, settings, Map.of());
  }

  private String start(Room room, Map<String, String> settings, Map<String, String> environment)
      throws IOException, InterruptedException {
    var flags = new ArrayList<>(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1"));
    flags.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    // No setting needs the database, which is not there.
    flags.add("-Dquarkus.flyway.migrate-at-start=false");
    flags.add("-Dquarkus.http.port=0");
    settings.forEach((key, value) -> flags.add("-D" + key + "=" + value));
    Path jar = new Layout(Checkout.folder(), folder).service(room);
    var command = JavaProgram.command(flags, List.of("-jar", jar.toString()));
    Path output = Files.createTempFile(folder, room.roomName(), ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("%s ended", room).isTrue();
      assertThat(process.exitValue()).isNotZero();
      return Files.readString(output, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
