package se.sluss.launcher.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import se.sluss.launcher.PlainFailure;

/** What the script {@code sluss} tells this program through the environment. */
public final class Checkout {
  private Checkout() {}

  /** The checkout's folder. */
  static Path home() {
    return Path.of(required("SLUSS_HOME"));
  }

  /** The Maven that builds this checkout. */
  static Path maven() {
    return Path.of(required("SLUSS_MAVEN"));
  }

  /** The same, where the script looked for it. */
  static Optional<Path> anyMaven() {
    return Optional.of(System.getenv().getOrDefault("SLUSS_MAVEN", ""))
        .filter(path -> !path.isEmpty())
        .map(Path::of);
  }

  /** Whether this is a build machine. */
  static boolean ci() {
    return !System.getenv().getOrDefault("CI", "").isEmpty();
  }

  private static String required(String variable) {
    Map<String, String> environment = System.getenv();
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty()) {
      throw new PlainFailure("Please start this program by the script ./sluss.");
    }
    return value;
  }
}
