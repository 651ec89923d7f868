package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of the checkout Docker is given when it builds an image. */
class ImageContextTest {
  private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

  /** Maven reads them all, also those of modules that an image has no use for. */
  @ParameterizedTest
  @MethodSource("modules")
  void theSourcesOfAModuleAreGivenToTheBuildOfAnImage(String module) throws IOException {
    assertThat(ignored(module + "/pom.xml")).isFalse();
    assertThat(ignored(module + "/src/main/java/Some.java")).isFalse();
    assertThat(ignored(module + "/target/classes/Some.class")).isTrue();
  }

  static List<String> modules() throws IOException {
    return MODULE
        .matcher(Files.readString(Checkout.file("pom.xml")))
        .results()
        .map(module -> module.group(1))
        .toList();
  }

  @Test
  void theBuildOfAnImageIsGivenExecutablesAndNoSecret() throws IOException {
    for (String given : List.of("pom.xml", ".mvn/jvm.config", "LICENSE")) {
      assertThat(ignored(given)).as(given).isFalse();
    }
    for (String made : List.of("receipts-0.1.0-runner", "libawt.so")) {
      assertThat(ignored("services/receipts/target/" + made)).as(made).isFalse();
    }
    for (String secret : List.of(".env", ".sluss/compose/keyset.json", ".git/config")) {
      assertThat(ignored(secret)).as(secret).isTrue();
    }
  }

  /** Whether Docker leaves a file out: the last line that fits it or a folder of it decides. */
  private static boolean ignored(String file) throws IOException {
    boolean ignored = false;
    for (String line : Files.readAllLines(Checkout.file(".dockerignore"))) {
      boolean not = line.startsWith("!");
      String pattern = not ? line.substring(1) : line;
      if (!line.isEmpty() && !line.startsWith("#") && fits(pattern, file)) {
        ignored = !not;
      }
    }
    return ignored;
  }

  private static boolean fits(String pattern, String file) {
    String regex =
        pattern
            .replace(".", "\\.")
            .replace("**/", "<any>")
            .replace("*", "[^/]*")
            .replace("<any>", "(.*/)?");
    return file.matches(regex + "(/.*)?");
  }
}
