package se.sluss.kit.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment variables that a room knows. A mistyped key in a file stops the start by itself;
 * a mistyped variable would be passed over, as if it were some other program's.
 */
final class KnownVariables {
  private static final String RESOURCE = "META-INF/sluss-settings.txt";

  /** What an orchestrator tells of services, which may have our names. */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile(".*_SERVICE_(HOST|PORT).*|.*_PORT(_\\d+_.*)?");

  /** An element of a list. */
  private static final String ELEMENT = "(_\\d+_?)?";

  private final Set<String> groups;
  private final Pattern known;

  /**
   * @param keys as in a file; a part in capitals stands for any name
   */
  KnownVariables(Collection<String> keys) {
    groups =
        keys.stream()
            .map(key -> variable(key.substring(0, key.indexOf('.', key.indexOf('.') + 1) + 1)))
            .collect(Collectors.toSet());
    known =
        Pattern.compile(
            keys.stream()
                .map(key -> variable(key.replaceAll("[A-Z]+", ">")).replace(">", ".+") + ELEMENT)
                .collect(Collectors.joining("|")));
  }

  /** Those of this room; none when it keeps no list. */
  static KnownVariables ofThisRoom() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(RESOURCE)) {
      return new KnownVariables(
          in == null
              ? List.of()
              : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that begin as ours do, and are none; sorted. */
  List<String> unknown(Collection<String> variables) {
    return variables.stream()
        .filter(name -> groups.stream().anyMatch(name::startsWith))
        .filter(name -> !known.matcher(name).matches() && !OF_A_SERVICE.matcher(name).matches())
        .sorted()
        .toList();
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9>]", "_");
  }
}
