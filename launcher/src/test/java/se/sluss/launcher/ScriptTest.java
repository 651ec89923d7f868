package se.sluss.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script {@code sluss} in an empty checkout with a PATH of our own. */
class ScriptTest {
  private static final List<String> TOOLS =
      List.of("sh", "sed", "dirname", "find", "head", "cat", "awk", "readlink", "mkdir");

  @TempDir Path temporary;
  private Path checkout;
  private Path bin;

  private record Outcome(int exitCode, String output) {}

  @BeforeEach
  void emptyCheckout() throws IOException {
    checkout = Files.createDirectories(temporary.resolve("a check out"));
    bin = Files.createDirectories(temporary.resolve("bin"));
    Files.copy(Path.of("..", "sluss"), checkout.resolve("sluss"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), onPath(tool));
    }
  }

  @Test
  void withoutAJdkItSaysSoInOneSentence() throws Exception {
    Outcome outcome = run(Map.of(), "up");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .isEqualTo(
            "Sluss needs a JDK 25 and found none: install one, or set SLUSS_JAVA_HOME to its"
                + " folder.\n");
  }

  @Test
  void anOlderJdkIsNotTaken() throws Exception {
    Path jdk = jdk("jdk 17", "17.0.9");

    Outcome named = run(Map.of("SLUSS_JAVA_HOME", jdk.toString()), "up");
    Outcome found = run(Map.of("JAVA_HOME", jdk.toString()), "up");

    assertThat(named.exitCode()).isEqualTo(1);
    assertThat(named.output()).startsWith("SLUSS_JAVA_HOME is not the folder of a JDK 25");
    assertThat(found.output()).startsWith("Sluss needs a JDK 25");
  }

  @Test
  void withoutMavenItSaysSoInOneSentence() throws Exception {
    Path jdk = jdk("jdk 25", "25.0.3");

    Outcome outcome = run(Map.of("JAVA_HOME", jdk.toString()), "up");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output().lines())
        .singleElement()
        .asString()
        .contains("3.8.7 or newer")
        .contains("there is no mvn");
  }

  @Test
  void aMavenTooOldIsRefused() throws Exception {
    Path jdk = jdk("jdk 25", "25");
    program(bin.resolve("mvn"), "echo 'Apache Maven 3.8.6 (abc)'");

    Outcome outcome = run(Map.of("SLUSS_JAVA_HOME", jdk.toString()), "up");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .isEqualTo("Sluss needs Maven 3.8.7 or newer; the mvn on the PATH is 3.8.6.\n");
  }

  @Test
  void helpNeedsNothing() throws Exception {
    Outcome outcome = run(Map.of(), "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output())
        .contains("demo", "up", "down", "status", "logs", "test", "bench", "verify", "version");
  }

  @Test
  void downInACheckoutNeverBuiltSaysThatNothingRuns() throws Exception {
    Path jdk = jdk("jdk 25", "25.0.3");

    Outcome outcome = run(Map.of("JAVA_HOME", jdk.toString()), "down");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output()).startsWith("Nothing runs");
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = temporary.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    program(jdk.resolve("bin/java"), "exit 1");
    program(jdk.resolve("bin/javac"), "exit 1");
    return jdk;
  }

  private static void program(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome run(Map<String, String> environment, String argument) throws Exception {
    var builder =
        new ProcessBuilder(checkout.resolve("sluss").toString(), argument)
            .directory(temporary.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", temporary.toString());
    builder.environment().put("SLUSS_JDK_PLACES", "");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  private static Path onPath(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
