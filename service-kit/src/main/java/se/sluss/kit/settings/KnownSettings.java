package se.sluss.kit.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.sluss.model.event.Topic;

/**
 * The settings that a room knows, as keys in files and as environment variables. Whatever begins as
 * ours and is none is mistyped, and would be passed over; but not what begins as another room's:
 * rooms may be given the same file or the same variables.
 */
final class KnownSettings {
  private static final String RESOURCE = "META-INF/sluss-settings.txt";
  private static final String OURS = "sluss.";

  /** What an orchestrator tells of services, which may have our names. */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile(".*_SERVICE_(HOST|PORT).*|.*_PORT(_\\d+_.*)?");

  /** Intake's, and does not begin as that. */
  private static final String INTAKES_OWN = "sluss.person-key.secret";

  /** Of our tools, and of the .env file that Compose reads; a room may be started by them. */
  private static final Set<String> OF_TOOLS =
      Set.of(
          "SLUSS_HOME",
          "SLUSS_JAVA_HOME",
          "SLUSS_JDK_PLACES",
          "SLUSS_MAVEN",
          "SLUSS_TEST_TOOLS",
          "SLUSS_DATABASE",
          "SLUSS_POSTGRES_PASSWORD",
          "SLUSS_KEYSET_FILE",
          "SLUSS_EVIDENCE_KEY_FILE",
          "SLUSS_EVIDENCE_LOG_ID",
          "SLUSS_EVIDENCE_MIRROR_FOLDER",
          "SLUSS_OTLP_ENDPOINT",
          "SLUSS_BANKID_LIVE_URL",
          "SLUSS_BANKID_LIVE_FOLDER",
          "SLUSS_BANKID_LIVE_PASSWORD");

  /** Such as {@code SLUSS_INTAKE_DB_PASSWORD}, of the same file. */
  private static final Pattern OF_A_DATABASE = Pattern.compile("SLUSS_[A-Z]+_DB_PASSWORD");

  private final List<String> otherRooms;
  private final Pattern variables;
  private final Pattern keys;

  /**
   * @param keys as in a file; a part in capitals stands for any name
   */
  KnownSettings(Collection<String> keys) {
    this.otherRooms =
        Stream.concat(
                Arrays.stream(Topic.values()).map(topic -> OURS + topic.room() + "."),
                Stream.of(INTAKES_OWN))
            .filter(group -> keys.stream().noneMatch(key -> key.startsWith(group)))
            .toList();
    List<String> named = keys.stream().map(key -> key.replaceAll("[A-Z]+", ">")).toList();
    this.variables = any(named.stream().map(KnownSettings::variable), "(_\\d+_?)?");
    this.keys = any(named.stream().map(key -> key.replace(".", "\\.")), "(\\[\\d+])?");
  }

  /**
   * @param element how an element of a list ends
   */
  private static Pattern any(Stream<String> names, String element) {
    return Pattern.compile(
        names.map(name -> name.replace(">", ".+") + element).collect(Collectors.joining("|")));
  }

  /** Those of this room; absent when it keeps no list. */
  static Optional<KnownSettings> ofThisRoom() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(RESOURCE)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              new KnownSettings(
                  new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables that begin as ours do, and are none; sorted. */
  List<String> unknownVariables(Collection<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(variable(OURS)))
        .filter(name -> !variables.matcher(name).matches())
        .filter(name -> otherRooms.stream().noneMatch(room -> name.startsWith(variable(room))))
        .filter(name -> !OF_TOOLS.contains(name) && !OF_A_DATABASE.matcher(name).matches())
        .filter(name -> !OF_A_SERVICE.matcher(name).matches())
        .sorted()
        .toList();
  }

  /** The keys that begin as ours do, for whatever profile, and are none; sorted. */
  List<String> unknownKeys(Collection<String> names) {
    return names.stream()
        .map(name -> name.replaceFirst("^%[^.]+\\.", ""))
        .filter(name -> name.startsWith(OURS))
        .filter(name -> !keys.matcher(name).matches())
        .filter(name -> otherRooms.stream().noneMatch(name::startsWith))
        .distinct()
        .sorted()
        .toList();
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9>]", "_");
  }
}
