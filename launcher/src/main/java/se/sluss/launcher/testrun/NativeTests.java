package se.sluss.launcher.testrun;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.sluss.launcher.PlainFailure;

/** The tests of packaged services, against native executables that are built for them. */
public final class NativeTests {
  private static final List<String> ROOMS = List.of("intake", "signing", "submitter", "receipts");

  private NativeTests() {}

  /**
   * The arguments for {@code mvn verify}.
   *
   * @param words rooms; none for all
   * @throws PlainFailure when nothing here can build a native executable
   */
  public static List<String> arguments(Path checkout, List<String> words) {
    List<String> builder = builder(System.getenv());
    var arguments =
        new ArrayList<>(
            TestFilter.arguments(checkout, words.isEmpty() ? ROOMS : List.copyOf(words)));
    arguments.removeIf(argument -> argument.matches("-D(it\\.)?test=.*"));
    arguments.addAll(List.of("-Pnative", "-Dtest=NothingOfThisKind", "-Dit.test=Packaged*IT"));
    arguments.addAll(builder);
    return arguments;
  }

  /** What Quarkus has to be told of the builder; empty for one on this machine. */
  static List<String> builder(Map<String, String> environment) {
    String home = environment.getOrDefault("GRAALVM_HOME", "");
    if (!home.isEmpty() && Files.isExecutable(Path.of(home, "bin/native-image"))) {
      return List.of();
    }
    if (onPath(environment, "native-image")) {
      return List.of();
    }
    if (onPath(environment, "docker") || onPath(environment, "podman")) {
      return List.of("-Dquarkus.native.container-build=true");
    }
    throw new PlainFailure(
        "Nothing here builds a native executable: set GRAALVM_HOME to a GraalVM or Mandrel for JDK"
            + " 25, or install a container engine. The workflow \"Native\" runs these tests too.");
  }

  private static boolean onPath(Map<String, String> environment, String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
